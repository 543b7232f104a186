"""Matters, the reports that opened them, the entries that are their truth."""

from xiangli.matters.models.entry import Entry
from xiangli.matters.models.followed import Followed
from xiangli.matters.models.join_key import JoinKey
from xiangli.matters.models.matter import Matter
from xiangli.matters.models.part import Part
from xiangli.matters.models.read_mark import ReadMark
from xiangli.matters.models.report import Report
from xiangli.matters.models.ruling import Ruling
from xiangli.matters.models.search_doc import SearchDoc

__all__ = ["Entry", "Followed", "JoinKey", "Matter", "Part", "ReadMark", "Report", "Ruling", "SearchDoc"]
