"""Tables of registers: records, their steps, where each value came from, and what was loaded."""

from xiangli.registers.models.record import Record
from xiangli.registers.models.record_step import RecordStep
from xiangli.registers.models.roster_load import RosterLoad
from xiangli.registers.models.source import Source

__all__ = ["Record", "RecordStep", "RosterLoad", "Source"]
