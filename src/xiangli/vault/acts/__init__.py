"""Sealing and opening records."""
