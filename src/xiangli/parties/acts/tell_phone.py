"""Say at which number an office is reached; it is shown to residents who ask who handles what."""

import re
from uuid import UUID

from xiangli.parties.models import Organisation

PHONE = re.compile(r"^[0-9 ()+\-]{5,24}$")


class NoPhone(ValueError):
    """What was typed is no phone number."""


def tell_phone(*, line: str, place: str, phone: str) -> UUID:
    """Set it; '' takes it away. Doing it twice changes nothing. Raises NoPhone, Organisation.DoesNotExist."""
    told = " ".join(phone.split())
    if told and not PHONE.match(told):
        raise NoPhone("电话只写数字，可以带区号和横线，如 0000-00000000。")
    office = Organisation.objects.get(line=line, place=place)
    if office.phone != told:
        office.phone = told
        office.save(update_fields=["phone"])
    return office.id
