"""Join the stream of the truth folder message by message, as intake does, and print the scorer's lines.

Use: XIANGLI_TRUTH=FOLDER python tools/score_quality_join.py [--untimed] [--join 0.5]
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))


from tools.score_join import main as score
from tools.train_joining import lines, moment
from xiangli.engines.joining import JOIN, Index, features, keys


def joined(stream: list[dict[str, str]], *, timed: bool, threshold: float) -> dict[str, str]:
    """Message → the message that opened its matter."""
    index, group = Index(), {}
    for row in stream:
        told = keys(row["title"], row["text"])
        mine = features(row["title"], row["text"], moment(row["time"]) if timed else None)
        best = index.best(county="", keys=told, features=mine)
        matter = str(best[0].matter) if best and best[1] >= threshold else row["id"]
        index.add(county="", keys=told, report=row["id"], matter=matter, features=mine)
        group[row["id"]] = matter
    return group


def main() -> None:
    """Joins, scores, and says how long a message took."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--untimed", action="store_true")
    parser.add_argument("--join", type=float, default=JOIN)
    args = parser.parse_args()
    folder = Path(os.environ["XIANGLI_TRUTH"])
    stream = lines(folder / "stream.jsonl.gz")
    begun = time.perf_counter()
    group = joined(stream, timed=not args.untimed, threshold=args.join)
    took = time.perf_counter() - begun
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        out.writelines(json.dumps({"id": k, "group": v}) + "\n" for k, v in group.items())
        out.flush()
        score(Path(out.name), folder)
    print(f"{took / len(stream) * 1e6:.0f} µs a message")


if __name__ == "__main__":
    main()
