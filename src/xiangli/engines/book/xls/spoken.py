"""Formulas of records written as people write them."""

import struct
from collections.abc import Callable

from xlrd.formula import func_defs

from xiangli.engines.book.a1 import letters
from xiangli.engines.book.xls import tokens
from xiangli.engines.book.xls.text import unicode_at
from xiangli.engines.book.xls.tokens import RELATIVE_COLUMN, RELATIVE_ROW

BINARY = {
    0x03: "+", 0x04: "-", 0x05: "*", 0x06: "/", 0x07: "^", 0x08: "&", 0x09: "<", 0x0A: "<=", 0x0B: "=", 0x0C: ">=",
    0x0D: ">", 0x0E: "<>", 0x0F: " ", 0x10: ",", 0x11: ":",
}  # fmt: skip
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
FUNCTIONS: dict[int, tuple[str, int]] = {number: (line[0], line[1]) for number, line in func_defs.items()}
"""Number → name and how many arguments it takes when that is fixed."""


def spoken(rgce: bytes, *, link: Callable[[int], str], name: Callable[[int], str]) -> str:
    """The formula without ``=``; ``link`` gives ``'表'!`` for a reference to another sheet, ``name`` a defined name.

    "" when it holds something that has no plain text.
    """
    stack: list[str] = []
    try:
        for at, token in tokens.walk(rgce):
            _take(rgce, at, token, stack, link, name)
    except (IndexError, KeyError, struct.error):
        return ""
    return stack[0] if len(stack) == 1 else ""


def _take(
    rgce: bytes, at: int, token: int, stack: list[str], link: Callable[[int], str], name: Callable[[int], str]
) -> None:
    if token in BINARY:
        right, left = stack.pop(), stack.pop()
        stack.append(f"{left}{BINARY[token]}{right}")
    elif token in (0x12, 0x13):
        stack.append(("+" if token == 0x12 else "-") + stack.pop())
    elif token == 0x14:
        stack.append(stack.pop() + "%")
    elif token == 0x15:
        stack.append(f"({stack.pop()})")
    elif token == 0x16:
        stack.append("")
    elif token == tokens.STR:
        stack.append('"' + unicode_at(rgce, at + 1, wide=False)[0].replace('"', '""') + '"')
    elif token == tokens.ATTR:
        if rgce[at + 1] & 0x10:
            stack.append(f"SUM({stack.pop()})")
    elif token == 0x1C:
        stack.append(ERRORS[rgce[at + 1]])
    elif token == 0x1D:
        stack.append("TRUE" if rgce[at + 1] else "FALSE")
    elif token == 0x1E:
        stack.append(str(struct.unpack_from("<H", rgce, at + 1)[0]))
    elif token == 0x1F:
        number = struct.unpack_from("<d", rgce, at + 1)[0]
        stack.append(str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number))
    elif token == 0x21:
        function, count = FUNCTIONS[struct.unpack_from("<H", rgce, at + 1)[0]]
        _call(stack, function, count)
    elif token == 0x22:
        number = struct.unpack_from("<H", rgce, at + 2)[0] & 0x7FFF
        count = rgce[at + 1] & 0x7F
        if number == 0xFF:
            arguments = [stack.pop() for _ in range(count)][::-1]
            stack.append(f"{arguments[0]}({','.join(arguments[1:])})")
        else:
            _call(stack, FUNCTIONS[number][0], count)
    elif token == tokens.NAME_TOKEN:
        stack.append(name(struct.unpack_from("<H", rgce, at + 1)[0]))
    elif token in (tokens.REF, tokens.AREA):
        stack.append(_place(rgce, at + 1, area=token == tokens.AREA))
    elif token in (tokens.REF3D, tokens.AREA3D):
        stack.append(
            link(struct.unpack_from("<H", rgce, at + 1)[0]) + _place(rgce, at + 3, area=token == tokens.AREA3D)
        )
    elif token in (0x2A, 0x2B, 0x3C, 0x3D):
        stack.append("#REF!")
    elif token not in (0x26, 0x27, 0x28, 0x29):
        raise KeyError(token)


def _call(stack: list[str], function: str, count: int) -> None:
    arguments = [stack.pop() for _ in range(count)][::-1]
    stack.append(f"{function}({','.join(arguments)})")


def _place(rgce: bytes, at: int, *, area: bool) -> str:
    if not area:
        return _corner(*struct.unpack_from("<HH", rgce, at))
    top, bottom, left, right = struct.unpack_from("<HHHH", rgce, at)
    return f"{_corner(top, left)}:{_corner(bottom, right)}"


def _corner(row: int, column: int) -> str:
    return (
        ("" if column & RELATIVE_COLUMN else "$")
        + letters((column & 0xFF) + 1)
        + ("" if column & RELATIVE_ROW else "$")
        + str(row + 1)
    )
