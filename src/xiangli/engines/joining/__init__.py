"""Joining: do two reports speak of one event (same site, same problem)? Keys to find candidates, a similarity to judge."""

from xiangli.engines.joining.judging import JOIN, SIDE_BY_SIDE, similarity
from xiangli.engines.joining.keying import keys
from xiangli.engines.joining.reading import Features, features

__all__ = ["JOIN", "SIDE_BY_SIDE", "Features", "features", "keys", "similarity"]
