"""Quorums and majorities: who counts, how many are needed, carried or not, with the sum and the article."""

from xiangli.law.quorum.counting import Outcome, Reading, counts
from xiangli.law.quorum.figures import FigureError, figure
from xiangli.law.quorum.meetings import Meeting, MeetingError, meeting, meetings

__all__ = [
    "FigureError",
    "Meeting",
    "MeetingError",
    "Outcome",
    "Reading",
    "counts",
    "figure",
    "meeting",
    "meetings",
]
