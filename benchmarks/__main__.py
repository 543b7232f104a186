"""``make bench``: every bench beside this file (a module with ``main``), or those named on the command line."""

import importlib
import pkgutil
import sys

import benchmarks


def main(wanted: list[str]) -> None:
    """Run them in the order of their names."""
    for found in pkgutil.iter_modules(benchmarks.__path__):
        if found.name != "__main__" and (not wanted or found.name in wanted):
            bench = importlib.import_module(f"benchmarks.{found.name}")
            if hasattr(bench, "main"):
                bench.main()


if __name__ == "__main__":
    main(sys.argv[1:])
