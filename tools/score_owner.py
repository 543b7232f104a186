"""Score a ranking of owners against the judged messages: `score_owner.py OWNERS.jsonl TRUTH_FOLDER`.

OWNERS.jsonl holds `{"id", "owners": [line ids, best first]}` a line, as `xiangli route` prints it; an id left out counts
as wrong. Last line: `owner N missing= top1= top3= any1= macro_f1=`.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from xiangli.engines.triage.fitting import macro_f1


def share(hits: list[bool]) -> str:
    """The share that holds, four places."""
    return f"{sum(hits) / (len(hits) or 1):.4f}"


def main(path: Path, folder: Path) -> None:
    """Print figures by basis, level and lead, then the whole."""
    with gzip.open(folder / "owners.jsonl.gz", "rt", encoding="utf-8") as lines:
        truth: list[dict[str, Any]] = [json.loads(line) for line in lines]
    with path.open(encoding="utf-8") as lines:
        given = {str(row["id"]): list(row["owners"]) for row in map(json.loads, filter(str.strip, lines))}
    ranked = [given.get(row["id"], []) for row in truth]
    lead = [row["lead"] for row in truth]
    first = [owners[0] if owners else "" for owners in ranked]
    one = [a == b for a, b in zip(lead, first, strict=True)]
    three = [a in owners[:3] for a, owners in zip(lead, ranked, strict=True)]
    for key in ("basis", "level"):
        for value in sorted({row[key] for row in truth}):
            hits = [one[k] for k, row in enumerate(truth) if row[key] == value]
            print(f"  {key} {value} {len(hits)}: top1 {share(hits)}")
    for name, count in Counter(lead).most_common():
        mine = [k for k, line in enumerate(lead) if line == name]
        print(f"  {name} {count}: top1 {share([one[k] for k in mine])} top3 {share([three[k] for k in mine])}")
    some = [f in row["owners"] for f, row in zip(first, truth, strict=True)]
    print(
        f"owner {len(truth)} missing={sum(not owners for owners in ranked)} top1={share(one)} top3={share(three)} "
        f"any1={share(some)} macro_f1={macro_f1(lead, first):.4f}"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
