"""Xiangli 鄉里: the law is data, a piece of business is a walk through it, every step leaves a proof."""
