"""Questions about draws."""
