"""``xiangli intake import`` on one process, joining included: reports a second, against a plain insert of the same rows."""

from __future__ import annotations

import json
import random
from pathlib import Path

from benchmarks.intake_http import texts
from benchmarks.place import Installation, on_each

ROWS = 6000
RUN = """
import time
from datetime import datetime, UTC
from pathlib import Path
from xiangli.intake.acts.bring_in import bring_in, plan
from xiangli.intake.warm import warm
from xiangli.proof.ids import uuid7
warm()
at = datetime.now(UTC)
path = Path(r"{path}")
batch = plan(path=path, name=path.name, place="430181", by="压测", at=at, id=uuid7())
began = time.perf_counter()
bring_in(batch, at=at)
print(batch.accepted, batch.joined, batch.failed, time.perf_counter() - began)
"""


def rows(path: Path) -> None:
    """Made-up reports: our own texts at random villages and groups, so that few are of one event."""
    from xiangli.places.rows import divisions

    chance = random.Random(1)
    villages = [d.name for d in divisions() if d.code.startswith("430181") and d.level == "village"]
    told = texts()
    with open(path, "w", encoding="utf-8") as file:
        for n in range(ROWS):
            text = f"{chance.choice(villages)}{n % 60}组：{chance.choice(told)}。{chance.choice(told)}"
            file.write(json.dumps({"id": str(n), "text": text}, ensure_ascii=False) + "\n")


def measure(here: Installation) -> str:
    """One line of figures for one engine."""
    path = here.folder / "rows.jsonl"
    rows(path)
    accepted, joined, failed, seconds = here.python(RUN.format(path=path)).split()[-4:]
    return (f"import, {here.engine}: {int(accepted) / float(seconds):.0f} reports/s ({accepted} accepted, {joined} joined,"
            f" {failed} failed)")  # fmt: skip


def main() -> None:
    """Both engines."""
    on_each(measure)


if __name__ == "__main__":
    main()
