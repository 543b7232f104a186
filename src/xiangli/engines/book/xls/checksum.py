"""The checksum over the XF records ([MS-OSHARED] 2.4.3), by which Excel sees whether later formats still fit them."""

from functools import cache


@cache
def _table() -> list[int]:
    table = []
    for index in range(256):
        value = index << 24
        for _ in range(8):
            value = (value << 1 ^ (0xAF if value & 0x80000000 else 0)) & 0xFFFFFFFF
        table.append(value & 0xFFFF)
    return table


def checksum(data: bytes) -> int:
    """Of all XF records' data in a row."""
    table, value = _table(), 0
    for byte in data:
        value = ((value << 8) & 0xFFFFFFFF) ^ table[(value >> 24) ^ byte]
    return value
