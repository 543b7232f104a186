"""Triage: text → broad category, text → topics of the list, with probabilities."""

from xiangli.engines.triage.reading import Triage

__all__ = ["Triage"]
