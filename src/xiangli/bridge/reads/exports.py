"""What intake must know of outer exports, as plain data: it knows no bridge."""

from typing import Any

from xiangli.bridge.edition import bridges


def exports() -> list[dict[str, Any]]:
    """The arguments of ``intake.outer.Outer`` for every bridge that has an export."""
    return [
        {
            "system": b.bridge,
            "name": b.name.zh,
            "columns": {one.field: one.heads for one in b.coming},
            "needed": tuple(one.field for one in b.coming if one.needed == "yes"),
            "kept": b.keep,
            "procedure": b.opens,
            "kinds": tuple((kind.head, kind.says, kind.opens) for kind in b.kinds),
        }
        for b in bridges().values()
        if b.coming
    ]
