"""Judge a pair: the two are one event, or they are kept apart; either can be taken back."""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from xiangli.intake.models import Correction, Pair
from xiangli.matters.acts.join import join
from xiangli.matters.errors import ActError, Forbidden, NoSuchMatter
from xiangli.matters.models import Matter, Report
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.may import may

CHOICES = ("one", "apart", "")


class NoSuchPair(ActError):
    """There is no such pair, or it is not for this post."""

    status = 404

    def __init__(self) -> None:
        super().__init__("没有这一对，或者不归您判。")


class CannotTakeBack(ActError):
    """What was joined is parted on the matter's own page, report by report."""

    status = 409

    def __init__(self) -> None:
        super().__init__("已经并成一件了；要分开，请在那一件的页面上点“不是同一件事，分开”。")


def judge(*, pair: UUID, choice: str, by: Actor, at: datetime, request: UUID) -> Pair:
    """``one``: the newer joins the older, on record at both; ``apart``; ``""``: not decided after all.

    Raises NoSuchPair, Forbidden, CannotTakeBack, the errors of ``join``.
    """
    row = Pair.objects.filter(id=pair).first()
    if row is None:
        raise NoSuchPair
    matter = Matter.objects.filter(id=row.matter).first()
    if matter is None or not may(by, "sort", place=matter.place):
        raise Forbidden(by.name, "判并案")
    if choice == row.decided:
        return row
    if row.decided == "one":
        raise CannotTakeBack
    with transaction.atomic():
        if choice == "one":
            join(matter=row.matter, into=row.other, by=by, at=at, request=request)
        _keep(row, choice, at)
        row.decided, row.decided_at = choice, at if choice else None
        row.save(update_fields=["decided", "decided_at"])
    return row


def _keep(row: Pair, choice: str, at: datetime) -> None:
    """Kept apart teaches too; joining by hand is kept from its entry. Taken back, it teaches nothing."""
    id = uuid5(row.id, "apart")
    Correction.objects.filter(id=id, county=row.county).delete()
    if choice != "apart":
        return
    other = Report.objects.filter(county=row.county, matter=row.other).order_by("received_at", "id").first()
    if other is None:
        raise NoSuchMatter
    Correction.objects.create(id=id, county=row.county, kind="join", report=row.report, other=other.id, entry=None,
                              proposed="beside", percent=row.percent, settled="apart", at=at)  # fmt: skip
