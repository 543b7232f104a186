"""The reading room: the texts of the laws cited, by article."""

from xiangli.law.texts.reading import (
    Article,
    Law,
    NoSuchText,
    article,
    cited,
    law,
    laws,
    search,
)

__all__ = ["Article", "Law", "NoSuchText", "article", "cited", "law", "laws", "search"]
