"""``xiangli COMMAND``: every module beside this one is a command; its name is the command's name."""

import argparse
import importlib
import os
import pkgutil
import sys

import xiangli.cli
from xiangli.proof.profile import UnknownProfile
from xiangli.site.crypto import CryptoFixed


def commands() -> dict[str, object]:
    """Each command's name and its module (with HELP, arguments(parser), run(args) -> exit code)."""
    names = sorted(m.name for m in pkgutil.iter_modules(xiangli.cli.__path__) if m.name != "main")
    return {name: importlib.import_module(f"xiangli.cli.{name}") for name in names}


def main(argv: list[str] | None = None) -> int:
    """Parse ``argv``, run one command, return its exit code; errors of use exit 2 with plain words."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xiangli.site.settings")
    import django  # settings must be named first

    try:
        django.setup()
    except (CryptoFixed, UnknownProfile) as refused:
        print(refused, file=sys.stderr)
        return 2
    parser = argparse.ArgumentParser(prog="xiangli", description="乡里 Xiangli")
    sub = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, module in commands().items():
        one = sub.add_parser(name, help=module.HELP, description=module.HELP)  # type: ignore[attr-defined]
        module.arguments(one)  # type: ignore[attr-defined]
        one.set_defaults(run=module.run)  # type: ignore[attr-defined]
    args = parser.parse_args(argv)
    try:
        return int(args.run(args) or 0)
    except BrokenPipeError:
        return 0


if __name__ == "__main__":
    sys.exit(main())
