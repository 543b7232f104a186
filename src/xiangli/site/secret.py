"""The session key: made once beside the other keys, mode 0600, never in git or logs."""

import os
import secrets
from pathlib import Path


def secret_key(folder: Path) -> str:
    """Read ``folder/django`` or make it (50 random bytes, hex)."""
    path = folder / "django"
    try:
        return path.read_text()
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = secrets.token_hex(50)
        try:
            with open(path, "x", opener=private) as f:
                f.write(made)
            return made
        except FileExistsError:  # another process was first
            return path.read_text()


def private(path: str, flags: int) -> int:
    """An opener for ``open``: the new file is readable by its owner only."""

    return os.open(path, flags, mode=0o600)
