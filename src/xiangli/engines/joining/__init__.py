"""Same event, one matter: blocking keys, features and the similarity of two reports."""

from xiangli.engines.joining.features import Features, features, keys
from xiangli.engines.joining.index import Index
from xiangli.engines.joining.similarity import JOIN, SIDE_BY_SIDE, similarity

__all__ = ["JOIN", "SIDE_BY_SIDE", "Features", "Index", "features", "keys", "similarity"]
