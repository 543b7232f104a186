"""Follow codes: 80 bits, made from the report's id under a key, so a repeated submission gets the same code again.

Shown once to the reporter (and as QR); the database keeps a hash. RFC 4648 base32 without padding, in groups of four.
"""

import base64
from uuid import UUID

from xiangli.ledger.keys import ours
from xiangli.vault.keys import derived, keyed


def follow_code(report: UUID) -> str:
    """The code of a report, such as ``K7QX-2M4D-ABCD-WXYZ``."""
    text = _signs(report).decode()
    return "-".join(text[i : i + 4] for i in range(0, 16, 4))


def _signs(report: UUID) -> bytes:
    return base64.b32encode(keyed(derived("xiangli follow code"), report.bytes)[:10])


def follow_kept(report: UUID) -> bytes:
    """What is kept for a report's own code: ``follow_hash(follow_code(report))``, without writing it for people first."""
    return ours().digest(_signs(report))[:16]


def follow_hash(code: str) -> bytes:
    """The 16 bytes kept for a code as typed: case, spaces and dashes do not matter, 0 and 1 are read as O and I."""
    plain = "".join(c for c in code.upper() if c.isalnum()).replace("0", "O").replace("1", "I")
    return ours().digest(plain.encode())[:16]
