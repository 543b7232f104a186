"""Sheets 表: a department's Excel in, the same file filled from the registers back, the asking counted."""
