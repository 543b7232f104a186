"""``xiangli init``: make the database of ``DATABASE_URL`` (or the default file) ready."""

import argparse
import sys
from datetime import UTC, datetime

from django.conf import settings

from xiangli.proof.profile import PROFILES
from xiangli.site.crypto import CryptoFixed, chosen
from xiangli.site.install import install

HELP = "准备数据库：建表、地方、法律、程序（可以重复运行）"


def arguments(parser: argparse.ArgumentParser) -> None:
    """``--crypto``."""
    parser.add_argument(
        "--crypto",
        choices=sorted(PROFILES),
        default="",
        help="第一次运行时选密码方案：intl（SHA-256、Ed25519、AES）或 gm（SM3、SM2、SM4），以后不能改",
    )


def run(args: argparse.Namespace) -> int:
    """0 when ready; 1 when another cryptography is asked for than the installation was made with."""
    try:
        settings.CRYPTO = chosen(settings.KEYS, args.crypto or settings.CRYPTO)
    except CryptoFixed as refused:
        print(refused, file=sys.stderr)
        return 1
    install(at=datetime.now(UTC), say=print)
    return 0
