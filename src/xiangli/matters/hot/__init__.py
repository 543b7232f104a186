"""The hot write: new reports with their matters, entries and leaves, computed first, then written at once.

PostgreSQL takes one statement, SQLite one transaction; ``tests/matters/test_hot_write.py`` holds both equal row by row.
"""

from xiangli.matters.hot.rows import Arrival, Joining
from xiangli.matters.hot.write import write

__all__ = ["Arrival", "Joining", "write"]
