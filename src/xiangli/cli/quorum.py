"""``xiangli quorum village_assembly adults=400 present=210 for=120``: valid or not, carried or not, with the sum."""

import argparse
import sys
from fractions import Fraction

from xiangli.law.quorum import FigureError, Meeting, MeetingError, counts, figure, meeting, meetings

HELP = "算到会人数和表决结果，列出算式和条文 · quorum and majority of a meeting, with sum and article"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The kind of meeting and its figures; without a kind all kinds are listed, without figures those it takes."""
    parser.add_argument("meeting", nargs="?", help="村民会议 = village_assembly …")
    parser.add_argument("figures", nargs="*", metavar="FIGURE=NUMBER")
    parser.add_argument("--subject", default="", help="议题的代号（what is decided）")
    parser.add_argument("--empowered", action="store_true", help="村民会议已经授权（the assembly has handed it over）")
    parser.add_argument("--stricter", help="章程更严的比例，如 3/4（a charter's own share）")


def run(args: argparse.Namespace) -> int:
    """0 carried (or a list was asked for), 1 not carried or not valid, 2 when it cannot be counted."""
    try:
        if not args.meeting:
            print("\n".join(f"{one.id} {one.name}" for one in meetings().values()))
            return 0
        kind = meeting(args.meeting)
        if not args.figures:
            print("\n".join(_told(kind)))
            return 0
        outcome = counts(
            meeting=kind,
            figures=dict(_figure(kind, text) for text in args.figures),
            subject=args.subject,
            empowered=args.empowered,
            stricter=Fraction(args.stricter) if args.stricter else None,
        )
    except (FigureError, MeetingError, ValueError, ZeroDivisionError) as wrong:
        print(f"{wrong.field}：{wrong}" if isinstance(wrong, FigureError) else wrong, file=sys.stderr)
        return 2
    print("\n".join(outcome.lines))
    return 0 if outcome.carried else 1


def _figure(kind: Meeting, text: str) -> tuple[str, Fraction]:
    name, _, value = text.partition("=")
    return name, figure(name, value, area=name in kind.areas)


def _told(kind: Meeting) -> list[str]:
    """What the kind takes and what may be left out."""
    figures = [f"  {id} {name}{'（可不填）' if id in kind.optional else ''}" for id, name in kind.figures.items()]
    subjects = [f"  --subject {one.id} {one.name}（{one.where}）" for one in kind.subjects]
    return [kind.name, *figures, *subjects]
