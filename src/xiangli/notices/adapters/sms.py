"""A text message through an operator's gateway that takes JSON: ``{id, phone, text, sender}``, bearer secret.

Gateways differ in names only; one that speaks otherwise stands behind a small relay of the county's own.
"""

from xiangli.notices.adapters import Door
from xiangli.notices.adapters.post import post


def send(door: Door, *, address: str, text: str, message: str) -> None:
    """``address`` is a phone number. Raises NotSent."""
    post(
        door.url,
        {"id": message, "phone": address, "text": text, "sender": door.sender},
        {"Authorization": f"Bearer {door.secret}", "Idempotency-Key": message},
    )
