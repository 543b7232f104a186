"""Which place a text is about. See `Gazetteer.locate`."""

from xiangli.engines.address.reading import Candidate, Gazetteer

__all__ = ["Candidate", "Gazetteer"]
