"""Books behind a password: opened, and locked again with the same one."""

import io
import re
import unicodedata
from dataclasses import dataclass

import msoffcrypto
from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError
from msoffcrypto.format.ooxml import OOXMLFile

from xiangli.engines.book.errors import BookError

DEFAULT = "VelvetSweatshop"
"""What Excel locks a book with that is only to be protected against changes: it opens without being asked."""
_NAMED = re.compile(
    r"(?:打开|解压|文件|查看)?\s*(?:密码|口令|password|pwd)\s*(?:是|为|:|=|-|_)?\s*[\"“'「『【]?([A-Za-z0-9@#$%&*!?+.~^_]{2,32}?)(?=[\"”'」』】)\]\s,;，。；、]|\.xlsx?$|\.et$|$)",
    re.IGNORECASE,
)


def password_in(name: str) -> str | None:
    """The password written in a file's name: ``…（打开密码hn2026）.xlsx``, ``密码：123``; None when there is none."""
    found = _NAMED.search(unicodedata.normalize("NFKC", name))
    return found[1] if found else None


@dataclass(frozen=True, slots=True)
class Lock:
    """The password of a locked .xlsx."""

    password: str
    name: str

    def closed(self, data: bytes) -> bytes:
        """The package locked again (agile encryption, as Excel 2010 and later and WPS do)."""
        out = io.BytesIO()
        OOXMLFile(io.BytesIO(data)).encrypt(self.password, out)
        return out.getvalue()


def unlocked(data: bytes, *, name: str, password: str | None) -> tuple[bytes, str]:
    """The bytes of a locked book and the password that opened it. Raises BookError."""
    tried = [word for word in (password, password_in(name), DEFAULT) if word]
    for word in dict.fromkeys(tried):
        out = io.BytesIO()
        try:
            locked = msoffcrypto.OfficeFile(io.BytesIO(data))
            locked.load_key(password=word)
            locked.decrypt(out)
        except (InvalidKeyError, DecryptionError):
            continue
        except (FileFormatError, ParseError, ValueError, OSError, KeyError, IndexError, NotImplementedError):
            raise BookError("cut", "加了密码的文件已损坏，或用了认不出的加密方式。", name=name) from None
        if out.getvalue()[:2] == b"PK" or out.getvalue()[:4] == b"\xd0\xcf\x11\xe0":
            return out.getvalue(), word
    told = "密码不对，打不开。" if password else "加了打开密码，文件名里也没有写。请向发表的人要密码，填上再试。"
    raise BookError("password", told, name=name)
