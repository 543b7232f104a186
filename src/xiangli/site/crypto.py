"""Which cryptography this installation was made with (``intl`` or ``gm``): a word in the folder of its keys.

Read from ``keys/crypto``; before ``init`` has written it, from ``XIANGLI_CRYPTO``, else ``intl``. Never changed afterwards:
what is sealed and signed could not be read with other keys.
"""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from xiangli.ledger.keys import FILES
from xiangli.proof.profile import profile


class CryptoFixed(ValueError):
    """The installation was made with the other profile."""


def chosen(folder: Path, asked: str = "") -> str:
    """The profile's name. UnknownProfile for a name that is none; CryptoFixed when another was asked for later."""
    asked = profile(asked).name if asked else ""
    found = _written(folder)
    if found and asked and asked != found:
        raise CryptoFixed(f"这套系统建库时用的密码方案是 {found}，不能改成 {asked}：已有的签名和封存要用原来的钥匙。")
    return found or asked or "intl"


def fix(folder: Path, name: str) -> None:
    """Write the choice down, once: whole under a name of its own, then linked, so that nobody reads it half written."""
    with NamedTemporaryFile("w", dir=folder, prefix="crypto.") as file:  # made with mode 0600
        file.write(name)
        file.flush()
        try:
            os.link(file.name, folder / "crypto")
        except FileExistsError:
            chosen(folder, name)


def _written(folder: Path) -> str:
    try:
        return profile((folder / "crypto").read_text().strip()).name
    except FileNotFoundError:
        return next((name for name, file in FILES.items() if (folder / file).exists()), "")
