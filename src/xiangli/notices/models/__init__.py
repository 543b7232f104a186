"""What was told to whom, by which ways, and whether it left the house."""

from xiangli.notices.models.delivery import Delivery
from xiangli.notices.models.gateway import Gateway
from xiangli.notices.models.notice import Notice
from xiangli.notices.models.way import Way

__all__ = ["Delivery", "Gateway", "Notice", "Way"]
