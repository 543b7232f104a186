"""Everything the project promises, in one run: style, types, the direction of imports, and the tests on both databases.

Every step runs even when an earlier one failed, so that one run shows all that is wrong. It closes with pytest's own
count lines and one line of totals. `--soak` runs the long tests instead.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
DATABASES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}
CHECKS = {
    "style": [str(BIN / "ruff"), "check", "."],
    "format": [str(BIN / "ruff"), "format", "--check", "."],
    "types": [str(BIN / "mypy")],
    "imports": [str(BIN / "lint-imports")],
}


@dataclass(frozen=True)
class Run:
    """One run of pytest: its exit code, its count line, and how many tests want the truth set."""

    database: str
    code: int
    counts: str
    left_out: int

    @property
    def passed(self) -> int:
        """Tests passed."""
        found = re.search(r"(\d+) passed", self.counts)
        return int(found[1]) if found else 0


def main() -> int:
    """Run all; 0 when all is well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--soak", action="store_true", help="the long tests, on both databases")
    soak = parser.parse_args().soak
    started = time.monotonic()
    failed = [] if soak else [name for name, command in CHECKS.items() if not step(name, command)]
    runs = [run_tests(database, soak=soak) for database in DATABASES]
    failed += [f"tests on {DATABASES[run.database]}" for run in runs if run.code]
    print()
    for run in runs:
        print(f"{DATABASES[run.database]}: {run.counts}")
    if failed:
        print("FAILED: " + ", ".join(failed))
    each = " + ".join(f"{run.passed} on {DATABASES[run.database]}" for run in runs)
    left_out = sum(run.left_out for run in runs)
    minutes, seconds = divmod(round(time.monotonic() - started), 60)
    print(
        f"{sum(run.passed for run in runs)} passed ({each}) in {minutes}:{seconds:02d} min; "
        f"truth tests left out: {left_out}" + (" (XIANGLI_TRUTH is not set)" if left_out else "")
    )
    return 1 if failed else 0


def step(name: str, command: list[str]) -> bool:
    """Run one check; its words show only when it fails."""
    started = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env=quiet(), capture_output=True, text=True, check=False)
    print(f"{name}: {'well' if done.returncode == 0 else 'FAILED'} ({time.monotonic() - started:.0f} s)", flush=True)
    if done.returncode:
        print(done.stdout + done.stderr, flush=True)
    return done.returncode == 0


def run_tests(database: str, *, soak: bool) -> Run:
    """Run pytest on one database, showing its output as it comes."""
    workers = max(2, min(os.cpu_count() or 2, 8))
    command = [str(BIN / "python"), "-m", "pytest", "-q", "--db", database, "--durations=15"]
    # The long tests measure and kill processes by themselves; side by side they would disturb each other.
    command += ["-m", "soak", "-s"] if soak else ["-n", str(workers), "--dist", "loadgroup"]
    print(f"\n== tests on {DATABASES[database]} ==", flush=True)
    lines = []
    with subprocess.Popen(command, cwd=ROOT, env=quiet(), stdout=subprocess.PIPE, text=True) as pytest:
        assert pytest.stdout is not None
        for line in pytest.stdout:
            print(line, end="", flush=True)
            lines.append(line.strip())
    left_out = re.search(r"truth tests left out: (\d+)", "\n".join(lines))
    # A run that ends without a count line did not reach its end, whatever its exit code says.
    counts = next((line for line in reversed(lines) if re.search(r"\d+ (passed|failed|error)", line)), "no count")
    code = pytest.returncode or (1 if counts == "no count" else 0)
    return Run(database=database, code=code, counts=counts, left_out=int(left_out[1]) if left_out else 0)


def quiet() -> dict[str, str]:
    """One thread a process for numeric libraries: the run already uses every core."""
    return os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONUNBUFFERED": "1"}


if __name__ == "__main__":
    sys.exit(main())
