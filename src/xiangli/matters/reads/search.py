"""Search in Chinese over matters: by any words said in them, by the numbers people quote, by the phone that was left.

The index gives the newest documents that hold all pairs of characters within the actor's scope; longer words are read
again in the text; ``may`` has the last word, as the condition on the matter's own row.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from xiangli.matters.models import Matter, Report
from xiangli.matters.reads.narrow import Narrow
from xiangli.matters.reads.scope import scope, scope_tokens
from xiangli.matters.search.tokens import Asked, asked
from xiangli.parties.reads.actor import Actor
from xiangli.vault.reads.by_phone import records_of

PHONE = re.compile(r"^[0-9 +\-]{7,20}$")
NEWEST, NEWEST_FILTERED = 200, 2000
"""Documents looked at, newest first; more where other conditions take most of them away again."""


@dataclass(frozen=True, slots=True)
class Found:
    """One page of matters, newest first, whether more follow, and whether the words could be looked for at all."""

    rows: list[Matter]
    more: bool
    askable: bool = True


def search(
    *, actor: Actor, at: datetime, narrow: Narrow, after: tuple[datetime, UUID] | None = None, limit: int = 25
) -> Found:
    """Matters that ``actor`` sees, ended ones too. A phone number is compared sealed: nothing is opened.

    One statement, three when the words look like a phone number. ``after``: opening moment and id of the last row seen.
    """
    seen, question = scope(actor, "handle", "sort", "oversee", "instruct"), asked(narrow.words)
    if seen is None or not question.tokens:
        return Found([], False, bool(question.tokens))
    wanted = Q(id__in=_documents(question, scope_tokens(actor, "handle", "sort", "oversee", "instruct"), narrow))
    if PHONE.match(narrow.words.strip()):
        told = Report.objects.filter(reporter__in=records_of(phone=narrow.words)).values_list("matter", flat=True)
        wanted |= Q(id__in=list(told[:NEWEST]))
    rows = Matter.objects.filter(seen).filter(narrow.where(at)).filter(wanted)
    if after:
        rows = rows.filter(Q(opened_at__lt=after[0]) | Q(opened_at=after[0], id__gt=after[1]))
    found = list(rows.order_by("-opened_at", "id")[: limit + 1])
    return Found(found[:limit], len(found) > limit)


def _documents(question: Asked, within: list[str], narrow: Narrow) -> RawSQL:
    """The matters of the newest documents that hold the question, as a subquery."""
    vendor = connection.vendor
    match, asks = _sqlite(question, within) if vendor == "sqlite" else _postgres(question, within)
    reread, texts = "", []
    if question.reread:
        like = "(m.title || ' ' || coalesce(r.title, '') || ' ' || coalesce(r.text, '') || ' ' || coalesce(r.outer_id, '') || ' ' || d.number) {} %s ESCAPE '!'".format(
            "LIKE" if vendor == "sqlite" else "ILIKE"
        )
        reread = " AND " + " AND ".join(like for _ in question.reread)
        texts = [f"%{_escaped(word)}%" for word in question.reread]
    newest = NEWEST_FILTERED if narrow.filtered else NEWEST
    report = (
        " JOIN xiangli_matter m ON m.id = d.matter LEFT JOIN xiangli_report r ON r.county = d.county AND r.id = d.report"
        if question.reread
        else ""
    )
    if vendor == "sqlite":
        sql = (f"SELECT d.matter FROM xiangli_searchfts f JOIN xiangli_searchdoc d ON d.id = f.rowid{report}"
               f" WHERE {match}{reread} ORDER BY f.rowid DESC LIMIT {newest}")  # fmt: skip
    else:
        sql = (f"SELECT d.matter FROM (SELECT * FROM xiangli_searchdoc WHERE {match} OFFSET 0) d{report}"
               f" WHERE true{reread} ORDER BY d.id DESC LIMIT {newest}")  # fmt: skip
    return RawSQL(sql, [asks, *texts])


def _sqlite(question: Asked, within: list[str]) -> tuple[str, Any]:
    words = " AND ".join(f'"{token}"' for token in question.tokens)
    where = f" AND ({' OR '.join(f'{chr(34)}{token}{chr(34)}' for token in within)})" if within else ""
    return "xiangli_searchfts MATCH %s", words + where


def _postgres(question: Asked, within: list[str]) -> tuple[str, Any]:
    """Lexemes come from ``text_tokens`` and from codes: letters, digits, Chinese and ``@_`` only, quoted all the same."""
    words = " & ".join(f"'{token}'" for token in question.tokens)
    where = f" & ({' | '.join(f'{chr(39)}{token}{chr(39)}' for token in within)})" if within else ""
    return "tokens @@ %s::tsquery", words + where


def _escaped(word: str) -> str:
    return word.replace("!", "!!").replace("%", "!%").replace("_", "!_")
