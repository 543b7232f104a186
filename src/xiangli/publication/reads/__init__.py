"""Questions about publication."""
