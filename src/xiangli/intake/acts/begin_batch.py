"""Begin an import from a page: the file is put aside outside the web root, and the worker is told to bring it in."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from xiangli.intake.acts.bring_in import plan
from xiangli.intake.models import Batch
from xiangli.work.acts.enqueue import enqueue

KINDS = (".jsonl", ".jsonl.gz", ".json", ".csv", ".csv.gz", ".xlsx", ".xls")


class WrongKind(ValueError):
    """The file's name does not say one of the kinds that can be read."""


def begin_batch(*, id: UUID, name: str, content: Iterable[bytes], place: str, by: str, at: datetime) -> Batch:
    """The batch of this upload; the same ``id`` again is the same batch and is brought in once. Raises WrongKind."""
    short = Path(name).name[-120:]
    kind = next((kind for kind in KINDS if short.lower().endswith(kind)), None)
    if kind is None:
        raise WrongKind("只收 JSONL、CSV、XLSX、XLS 文件（前两种可以是 .gz 压缩）。")
    folder = Path(settings.VAR) / "uploads"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{id}{kind}"
    if not path.exists():
        with path.open("wb") as file:
            for part in content:
                file.write(part)
    with transaction.atomic():
        batch = plan(path=path, name=short, place=place, by=by, at=at, id=id)
        enqueue(kind="intake.batch", key=f"intake.batch:{id}", payload={"batch": str(id)}, run_at=at)
    return batch
