"""From a decided report to the rows it writes: matter, entry, leaf, sealed record, keys. Nothing is written here."""

from datetime import datetime
from os import urandom
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from xiangli.intake.decided import Decided
from xiangli.intake.join import ENOUGH, Candidate
from xiangli.law.days import standing
from xiangli.ledger.keys import ours
from xiangli.matters.desk import desk_of
from xiangli.matters.fold import levels, opened
from xiangli.matters.form import content
from xiangli.matters.hot import Arrival, Joining
from xiangli.matters.number import number
from xiangli.policy.reads.edition import newest, procedure
from xiangli.proof.canonical import leaf
from xiangli.proof.ids import uuid7
from xiangli.vault.box import blind, close
from xiangli.vault.follow import follow_kept


def arrival(d: Decided, *, at: datetime, into: Candidate | None, similarity: float, seq: int) -> Arrival:
    """The rows of one report: a new matter, or with ``into`` the joining of one as its entry number ``seq``."""
    one, county = d.one, into.county if into else d.county
    matter = into.matter if into else uuid7()
    keys = d.keys if not into or into.seq < ENOUGH else []
    proposal = {
        "place": {"code": d.located.code, "percent": d.located.percent, "reason": d.located.reason,
                  "others": [list(o) for o in d.located.others]},
        "route": d.routed.seen,
        "beside": [[str(m), percent] for m, percent in d.beside],
        "keys": keys,
    }  # fmt: skip
    sealed, box_id = _sealed(d, county, at)
    report = {
        "id": one.id, "county": county, "matter": matter, "place": d.located.code, "channel": one.channel,
        "title": one.title, "text": one.text, "body": d.digest, "source": one.source, "outer_id": one.outer_id,
        "outer_at": one.outer_at, "proposal": proposal, "received_at": at,
        "follow": follow_kept(one.id), "reporter": box_id,
    }  # fmt: skip
    if into:
        said = {"report": str(one.id), "body": d.digest.hex(), "percent": round(similarity * 100)}
        entry = _entry(county, matter, seq, "join", at, one.by, said, one.id)
        return Arrival(report=report, entry=entry, joining=Joining(county, matter, seq), sealed=sealed)
    edition = newest(d.routed.procedure)
    said = {
        "report": str(one.id), "body": d.digest.hex(), "procedure": d.routed.procedure, "edition": edition,
        "place": d.located.code, "number": number(county, at, matter), "topic": d.routed.topic,
        "item": d.routed.item if d.routed.owner else "", "owner": d.routed.owner or desk_of(d.located.code),
        "routed": bool(d.routed.owner), "outer_due": one.outer_due.isoformat() if one.outer_due else None,
        "calendar": standing().last_year,
    }  # fmt: skip
    entry = _entry(county, matter, 1, "open", at, one.by, said, one.id)
    row = {
        "id": matter, "title": one.title, **levels(d.located.code),
        **opened(SimpleNamespace(**entry), procedure(edition)).row(),
    }  # fmt: skip
    return Arrival(report=report, entry=entry, matter=row, sealed=sealed)


def _entry(
    county: str, matter: UUID, seq: int, verb: str, at: datetime, actor: str, data: dict[str, Any], request: UUID
) -> dict[str, Any]:
    salt = urandom(16)
    entry = {
        "id": uuid7(), "county": county, "matter": matter, "seq": seq, "verb": verb, "at": at, "actor": actor,
        "data": data, "request": request, "salt": salt,
    }  # fmt: skip
    return {**entry, "leaf": leaf(salt, content(SimpleNamespace(**entry)), ours())}


def _sealed(d: Decided, county: str, at: datetime) -> tuple[dict[str, Any] | None, UUID | None]:
    values = {k: v.strip() for k, v in d.one.reporter.items() if v.strip()}
    if not values:
        return None, None
    record = uuid7()
    row = {
        "id": record, "county": county, "box": close(record=record, county=county, values=values),
        "blind": blind(values.get("phone", "")), "sealed_at": at,
    }  # fmt: skip
    return row, record
