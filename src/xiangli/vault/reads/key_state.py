"""How the keys stand: the master key's file and the counties' wrapped keys. No key is shown or opened."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from xiangli.vault.models import CountyKey


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A key file: is it there, and does only its owner read it (mode 0600)."""

    name: str
    there: bool
    closed: bool


def key_files() -> list[KeyFile]:
    """The files of this installation's keys, without reading any; the master key also when it is missing."""
    there = {path.name for path in settings.KEYS.iterdir() if path.is_file()} if settings.KEYS.exists() else set()
    return [_file(settings.KEYS / name) for name in sorted({"master", *there})]


def county_keys() -> list[tuple[str, datetime]]:
    """Each county's sealing key and since when it exists. One statement."""
    return list(CountyKey.objects.order_by("county").values_list("county", "made_at"))


def _file(path: Path) -> KeyFile:
    if not path.exists():
        return KeyFile(path.name, False, False)
    return KeyFile(path.name, True, path.stat().st_mode & 0o077 == 0)
