"""Files brought in, with how far each import has got and what was refused."""

from xiangli.intake.models.batch import Batch
from xiangli.intake.models.refused_row import RefusedRow

__all__ = ["Batch", "RefusedRow"]
