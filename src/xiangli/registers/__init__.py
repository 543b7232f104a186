"""Registers 台账: standing facts of a village as typed, dated, sourced records."""
