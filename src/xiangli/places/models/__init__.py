"""The tables of this room."""

from xiangli.places.models.former_name import FormerName
from xiangli.places.models.place import Place
from xiangli.places.models.polygon import Polygon

__all__ = ["FormerName", "Place", "Polygon"]
