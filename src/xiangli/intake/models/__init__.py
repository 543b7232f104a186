"""Files brought in, their rows that were refused, pairs to be judged, and what people corrected."""

from xiangli.intake.models.batch import Batch
from xiangli.intake.models.correction import Correction
from xiangli.intake.models.pair import Pair
from xiangli.intake.models.refused_row import RefusedRow

__all__ = ["Batch", "Correction", "Pair", "RefusedRow"]
