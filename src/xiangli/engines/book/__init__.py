"""Workbooks as departments send them: read, and given back as the same file with values and yellow grounds added.

XLSX and XLS, locked or not. Nothing is loaded and saved anew: the parts and records of the file are changed where a
value, a ground or a moved row asks for it, and copied where not.
"""

from xiangli.engines.book.errors import BookError
from xiangli.engines.book.locks import password_in
from xiangli.engines.book.opening import open_book
from xiangli.engines.book.shapes import Book, Change, Sheet, Value

__all__ = ["Book", "BookError", "Change", "Sheet", "Value", "open_book", "password_in"]
