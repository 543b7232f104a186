"""The list that is drawn from: one name a line, in the order written, each once."""

MOST = 20_000
LONGEST = 120


class BadPool(ValueError):
    """The list cannot be drawn from; the message says in plain Chinese which line and why."""


def pool(text: str) -> list[str]:
    """The names of a list, empty lines left out. Raises BadPool for fewer than two, too many, a name twice or too long."""
    names = [" ".join(line.split()) for line in text.splitlines()]
    names = [one for one in names if one]
    if len(names) < 2:
        raise BadPool("名单至少要有两行，一行一个。")
    if len(names) > MOST:
        raise BadPool(f"名单最多 {MOST:,} 行，这里有 {len(names):,} 行。")
    first: dict[str, int] = {}
    for number, one in enumerate(names, 1):
        if len(one) > LONGEST:
            raise BadPool(f"第 {number} 行太长：最多 {LONGEST} 字。")
        if one in first:
            raise BadPool(f"第 {number} 行和第 {first[one]} 行一样：{one}。同名的请加上区别。")
        first[one] = number
    return names
