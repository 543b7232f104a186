"""Tables of askings."""

from xiangli.askings.models.asked_column import AskedColumn
from xiangli.askings.models.asking_step import AskingStep
from xiangli.askings.models.burden_sum import BurdenSum
from xiangli.askings.models.village_asking import VillageAsking

__all__ = ["AskedColumn", "AskingStep", "BurdenSum", "VillageAsking"]
