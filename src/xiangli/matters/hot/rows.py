"""What one arrival writes, as plain values, and the column lists both SQL forms share."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

REPORT = {
    "id": "uuid", "county": "text", "matter": "uuid", "place": "text", "channel": "text", "title": "text",
    "text": "text", "body": "bytea", "source": "text", "outer_id": "text", "outer_at": "timestamptz",
    "proposal": "jsonb", "received_at": "timestamptz", "follow": "bytea", "reporter": "uuid",
}  # fmt: skip
MATTER = {
    "id": "uuid", "county": "text", "city": "text", "town": "text", "place": "text", "number": "text",
    "procedure": "text", "edition": "text", "topic": "text", "item": "text", "title": "text", "step": "text",
    "owner": "text", "due_at": "timestamptz", "outer_due": "timestamptz", "late": "boolean",
    "opened_at": "timestamptz", "ended_at": "timestamptz", "reports": "int", "seq": "int",
    "wake_at": "timestamptz", "calendar": "int",
}  # fmt: skip
ENTRY = {
    "id": "uuid", "county": "text", "matter": "uuid", "seq": "int", "verb": "text", "at": "timestamptz",
    "actor": "text", "data": "jsonb", "request": "uuid", "salt": "bytea", "leaf": "bytea",
}  # fmt: skip
LEAF = {"entry": "uuid", "county": "text", "leaf": "bytea", "at": "timestamptz"}
KEY = {"county": "text", "key": "bigint", "place": "text", "matter": "uuid", "report": "uuid"}
SEALED = {"id": "uuid", "county": "text", "box": "bytea", "blind": "bytea", "sealed_at": "timestamptz"}


@dataclass(slots=True)
class Joining:
    """The matter a report joins: its row moves from ``seq`` - 1 to ``seq`` and counts one report more."""

    county: str
    matter: UUID
    seq: int


@dataclass(slots=True)
class Arrival:
    """One accepted report. ``matter`` holds a new matter's row; a joined report has ``joining`` instead."""

    report: dict[str, Any]
    entry: dict[str, Any]
    matter: dict[str, Any] | None = None
    joining: Joining | None = None
    sealed: dict[str, Any] | None = None

    @property
    def id(self) -> UUID:
        """The report's id, made by the client."""
        return self.report["id"]

    def leaf(self) -> dict[str, Any]:
        """The leaf row beside the entry."""
        e = self.entry
        return {"entry": e["id"], "county": e["county"], "leaf": e["leaf"], "at": e["at"]}

    def key_rows(self) -> list[dict[str, Any]]:
        """One row a blocking key."""
        r = self.report
        held = {"county": r["county"], "place": r["place"], "matter": r["matter"], "report": r["id"]}
        return [{**held, "key": k} for k in r["proposal"]["keys"]]
