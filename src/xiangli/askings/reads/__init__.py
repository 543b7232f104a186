"""Questions about askings."""
