"""Writes the two locks: exact versions with hashes, for every platform, naming no host.

A lock that names a host would tie a county's server to that host; pip's own configuration says where to fetch.
Needs uv (in PATH or in .venv).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPTIONS = (
    "--universal --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet "
    "--python-version 3.11"
).split()


def main() -> None:
    """Run time first; the tests' lock is held to the same versions."""
    uv = shutil.which("uv") or shutil.which("uv", path=str(ROOT / ".venv" / "bin"))
    if not uv:
        sys.exit("make lock needs uv: .venv/bin/pip install uv")
    run_time = ("--extra", "train", "--extra", "build")
    write(uv, "requirements.lock", *run_time)
    write(uv, "requirements-test.lock", *run_time, "--extra", "test", "--constraint", "requirements.lock")


def write(uv: str, lock: str, *options: str) -> None:
    """Compile pyproject.toml into `lock`."""
    subprocess.run([uv, "pip", "compile", "pyproject.toml", *OPTIONS, *options, "-o", lock], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
