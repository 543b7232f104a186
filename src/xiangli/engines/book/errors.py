"""What is wrong with a workbook, said so that a clerk knows which file, sheet and cell to look at."""


class BookError(ValueError):
    """A workbook that cannot be read or given back.

    ``code`` is for programs: password, bomb, cut, not_a_book, macros, too_large, xml, format, value.
    ``message`` is the plain Chinese sentence, already naming the file, and the sheet and cell where there is one.
    """

    def __init__(self, code: str, message: str, *, name: str = "", sheet: str = "", cell: str = "") -> None:
        place = "".join(
            (f"《{name}》" if name else "", f"工作表“{sheet}”" if sheet else "", f"{cell} 格" if cell else "")
        )
        self.code = code
        self.message = f"{place}：{message}" if place else message
        self.name, self.sheet, self.cell = name, sheet, cell
        super().__init__(self.message)
