"""Matters: pieces of business, each the fold of its entries."""

from xiangli.matters.form import content

__all__ = ["content"]
