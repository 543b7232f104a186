"""A report by its follow code, with the matter it belongs to: what its reporter may see."""

from dataclasses import dataclass

from xiangli.matters.models import Matter, Report
from xiangli.matters.reads.one import Whole, around
from xiangli.vault.follow import follow_hash


class NoSuchCode(LookupError):
    """No report has this follow code."""


@dataclass(frozen=True, slots=True)
class Followed:
    """The report of the code and its whole matter (other people's reports in it are not for this reader)."""

    report: Report
    whole: Whole


def followed(*, code: str) -> Followed:
    """The report of ``code`` as typed; four statements. Raises NoSuchCode."""
    report = Report.objects.filter(follow=follow_hash(code)).first()
    if report is None:
        raise NoSuchCode
    return Followed(report, around(Matter.objects.get(id=report.matter)))
