"""Routing: title and text → the lines most likely to deal with it. It ranks; the duty list decides who may."""

from xiangli.engines.route.ranking import Reading, Route, rank

__all__ = ["Reading", "Route", "rank"]
