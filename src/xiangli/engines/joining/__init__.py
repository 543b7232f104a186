"""Same event, one matter: blocking keys, features and the similarity of two reports."""

from xiangli.engines.joining.index import Index
from xiangli.engines.joining.judging import JOIN, SIDE_BY_SIDE, similarities, similarity
from xiangli.engines.joining.keying import keys
from xiangli.engines.joining.reading import Features, features, features_of

__all__ = ["JOIN", "SIDE_BY_SIDE", "Features", "Index", "features", "features_of", "keys", "similarities", "similarity"]
