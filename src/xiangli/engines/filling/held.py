"""What filling needs of the registers of one village; ``registers`` gives it, a test may too."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol


class Row(Protocol):
    """One record: its plain values by field id. A person's parent is her household, a post's and a group's a person."""

    @property
    def id(self) -> Any: ...
    @property
    def kind(self) -> str: ...
    @property
    def parent(self) -> Any: ...
    @property
    def values(self) -> Mapping[str, Any]: ...


class Held(Protocol):
    """The registers of a village. Names, numbers and phones come by ``open`` only, each opening on record."""

    def rows(self, kind: str) -> Sequence[Row]:
        """All rows of a kind (person, household, site, contract, facility, group, post, village), in roster order."""

    def open(self, ids: Sequence[Any], fields: Collection[str]) -> Mapping[Any, Mapping[str, Any]]:
        """Record → sealed field → value; health only where a purpose was stated."""

    def find(self, field: str, value: Any) -> Sequence[Any]:
        """The records that bear this value, found without opening anything."""
