"""Bridges: outer systems that stay mandatory, as data. Their number and clock are kept, their fields given back in their order."""
