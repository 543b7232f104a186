"""A member's name was written wrong: the blind index by which her household is found follows; the name itself is sealed."""

from uuid import UUID

from xiangli.parties.models import Member


def rename(*, county: str, record: UUID, name_blind: bytes) -> None:
    """Inside the act that seals the name anew (``registers``), which also asks for permission and leaves the entry."""
    Member.objects.filter(county=county, record=record).update(name_blind=name_blind)
