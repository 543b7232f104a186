"""Tickets of outer systems, and what was keyed in there by hand."""

from xiangli.bridge.models.keyed_in import KeyedIn
from xiangli.bridge.models.outer_ticket import OuterTicket

__all__ = ["KeyedIn", "OuterTicket"]
