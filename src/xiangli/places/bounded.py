"""Unpack a zip that a stranger handed in: bounded in files, in size and in how much it may grow."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePosixPath

from xiangli.places.errors import BadFile

MOST_FILES = 200
MOST_UNPACKED = 128 << 20
MOST_RATIO = 200


def unpack(content: bytes) -> dict[str, bytes]:
    """The members of a zip by their bare lower-case names, never larger than the bounds say. Raises BadFile."""
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
        listed = [one for one in package.infolist() if not one.is_dir()]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as wrong:
        raise BadFile("压缩包打不开，可能没传完。") from wrong
    if len(listed) > MOST_FILES:
        raise BadFile("压缩包里文件太多，请只打包一幅图的几个文件。")
    told = sum(one.file_size for one in listed)
    if told > MOST_UNPACKED or any(one.file_size > MOST_RATIO * max(one.compress_size, 1024) for one in listed):
        raise BadFile("压缩包展开后大得不正常，没有打开。")
    out: dict[str, bytes] = {}
    left = MOST_UNPACKED
    for one in listed:
        if one.flag_bits & 1:
            raise BadFile("压缩包加了密码，请去掉密码再交。")
        part = PurePosixPath(one.filename.replace("\\", "/")).name.lower()
        if part.startswith((".", "__")):
            continue
        try:
            with package.open(one) as stream:  # the header's word for the size is not believed
                out[part] = stream.read(left + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            ValueError,
            NotImplementedError,
            OSError,
            EOFError,
            RuntimeError,
        ) as wrong:
            raise BadFile("压缩包已损坏。") from wrong
        left -= len(out[part])
        if left < 0:
            raise BadFile("压缩包展开后大得不正常，没有打开。")
    return out
