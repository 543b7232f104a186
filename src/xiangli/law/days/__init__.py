"""Which days are worked in China: the yearly notices, and what the law alone fixes where no notice is out yet.

全国年节及纪念日放假办法 (2024) 2, 6 and 7: thirteen days for everybody, moved and made up by a yearly notice.
"""

from xiangli.law.days.calendar import BeyondTheCalendar, Calendar, Day, as_known, standing
from xiangli.law.days.notices import Notice, NoticeError, notices

__all__ = [
    "BeyondTheCalendar",
    "Calendar",
    "Day",
    "Notice",
    "NoticeError",
    "as_known",
    "notices",
    "standing",
]
