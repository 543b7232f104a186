"""Filling what a form asks from what a village holds: rows found, values worded as the form wants them, gaps left yellow."""
