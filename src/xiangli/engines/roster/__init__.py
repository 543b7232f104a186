"""Reading a village's own rosters, as messy as they lie about, into households, persons, groups, posts, sites and contracts.

Pure: sheets and the data dictionary in, records and a list of what was wrong out. All words by which a column is known
stand in ``engines/columns/fields.yaml``; how a value may be written stands in ``values.yaml`` here.
"""

from xiangli.engines.roster.gather import gather
from xiangli.engines.roster.shapes import Entry, Fault, Finder, Grid, Known, Likely, Spot, Village

__all__ = ["Entry", "Fault", "Finder", "Grid", "Known", "Likely", "Spot", "Village", "gather"]
