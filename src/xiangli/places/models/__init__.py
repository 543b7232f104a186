"""The tables of this room."""

from xiangli.places.models.change import Change
from xiangli.places.models.former_name import FormerName
from xiangli.places.models.local_name import LocalName
from xiangli.places.models.map_feature import MapFeature
from xiangli.places.models.map_file import Datum, MapFile
from xiangli.places.models.place import Kind, Level, Place
from xiangli.places.models.polygon import Polygon
from xiangli.places.models.succession import Succession

__all__ = [
    "Change", "Datum", "FormerName", "Kind", "Level", "LocalName", "MapFeature", "MapFile", "Place", "Polygon",
    "Succession",
]  # fmt: skip
