"""Questions about what was brought in."""
