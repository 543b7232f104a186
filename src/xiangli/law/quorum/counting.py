"""``counts``: the figures of one meeting → valid or not, carried or not, each step with its sum and its article."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from xiangli.law.quorum import words
from xiangli.law.quorum.figures import FigureError
from xiangli.law.quorum.meetings import Measure, Meeting
from xiangli.law.quorum.shares import Share

Figures = Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Reading:
    """One number of law held against the figures: what was needed, what there was, the sum in Chinese, the article."""

    name: str
    needed: Fraction
    count: Fraction
    base: Fraction | None
    is_met: bool
    sum: str
    where: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """``valid``: enough took part. ``carried``: valid, and enough agreed. Each with the readings behind it.

    ``asked`` is None when nobody's demand was given; ``barred`` says why this meeting may not decide the subject.
    """

    meeting: Meeting
    valid: bool
    carried: bool
    asked: bool | None
    formed: bool
    barred: str
    readings: Mapping[str, tuple[Reading, ...]]
    """By part: asked, formed, ways (each way's own), carried."""
    lines: tuple[str, ...]


def counts(
    *,
    meeting: Meeting,
    figures: Figures,
    subject: str = "",
    empowered: bool = False,
    stricter: Fraction | None = None,
) -> Outcome:
    """Whether a meeting with these figures was valid and carried its motion.

    ``figures`` by the ids of ``meeting.figures`` (persons, households, square metres). Figures a way needs may be left
    out when another way has its own; so may those of ``asked`` and ``formed``. ``subject`` is one of
    ``meeting.subjects``, ``empowered`` says that the assembly has handed it over, ``stricter`` is a charter's own share.
    FigureError for figures that are missing or contradict each other.
    """
    _check(meeting, figures, stricter)
    asked = _read(meeting, meeting.asked, figures)
    formed = _read(meeting, meeting.formed, figures)
    ways = [(way, _read(meeting, way.measures, figures)) for way in meeting.ways]
    told = [found for way, found in ways if len(found) == len(way.measures)]
    if ways and not told:
        raise _needed_but_missing(meeting, meeting.ways[0].measures, figures)
    valid = not ways or any(all(one.is_met for one in found) for found in told)
    carried = _read(meeting, meeting.carried, figures, stricter)
    if len(carried) < len(meeting.carried):
        raise _needed_but_missing(meeting, meeting.carried, figures)
    made_up = all(one.is_met for one in formed)
    barred = _barred(meeting, subject, empowered)
    passes = valid and made_up and not barred and all(one.is_met for one in carried)
    readings = {
        "asked": tuple(asked),
        "formed": tuple(formed),
        "ways": tuple(one for found in told for one in found),
        "carried": tuple(carried),
    }
    return Outcome(
        meeting=meeting,
        valid=valid,
        carried=passes,
        asked=any(one.is_met for one in asked) if asked else None,
        formed=made_up,
        barred=barred,
        readings=readings,
        lines=words.lines(meeting, readings, valid=valid, formed=made_up, barred=barred, carried=passes),
    )


def _check(meeting: Meeting, figures: Figures, stricter: Fraction | None) -> None:
    for name, value in figures.items():
        if name not in meeting.figures:
            raise FigureError(name, f"{meeting.name}没有“{name}”这一项。")
        if value < 0 or (name not in meeting.areas and value.denominator != 1):
            raise FigureError(name, "人数、户数要写整数。")
    for whole, *parts in meeting.within:
        given = [name for name in parts if name in figures]
        if whole in figures and sum(figures[name] for name in given) > figures[whole]:
            said = "加".join(f"“{meeting.figures[name]}”" for name in given)
            raise FigureError(given[-1], f"{said}比“{meeting.figures[whole]}”还多，请核对。")
    if stricter is not None:
        least = max((one.share.part for one in meeting.measures if one.stricter), default=None)
        if least is None or not least <= stricter <= 1:
            raise FigureError("stricter", f"章程只能比法律更严：{least or 1} 到 1 之间。")


def _read(
    meeting: Meeting, measures: tuple[Measure, ...], figures: Figures, stricter: Fraction | None = None
) -> list[Reading]:
    """The readings of those measures whose figures were given."""
    return [
        _reading(meeting, one, figures, stricter)
        for one in measures
        if one.count in figures and (not one.of or one.of in figures)
    ]


def _reading(meeting: Meeting, measure: Measure, figures: Figures, stricter: Fraction | None) -> Reading:
    number, count, name = measure.source, figures[measure.count], meeting.figures[measure.count]
    if not measure.of:
        limit = Fraction(number.value)
        met = {">=": count >= limit, ">": count > limit, "<=": count <= limit}[number.op]
        needed = int(limit) + (number.op == ">")
        return Reading(name, Fraction(needed), count, None, met, words.plain(name, number, count, met), number.where)
    share = measure.share
    own = measure.stricter and stricter is not None and stricter > share.part
    if own and stricter is not None:
        share = Share(share.op, stricter)
    base, whole = figures[measure.of], measure.count not in meeting.areas
    said = words.share(name, meeting.figures[measure.of], share, count, base, whole=whole, charter=own)
    needed_exactly = Fraction(share.least(base)) if whole else share.part * base
    return Reading(name, needed_exactly, count, base, share.is_met(count, base), said, number.where)


def _needed_but_missing(meeting: Meeting, measures: tuple[Measure, ...], figures: Figures) -> FigureError:
    missing = next(name for one in measures for name in (one.of, one.count) if name and name not in figures)
    return FigureError(missing, f"请填写“{meeting.figures[missing]}”。")


def _barred(meeting: Meeting, subject: str, empowered: bool) -> str:
    if not subject:
        return ""
    found = next((one for one in meeting.subjects if one.id == subject), None)
    if found is None:
        raise FigureError("subject", f"{meeting.name}没有“{subject}”这一项议题。")
    return words.barred(meeting, found, empowered)
