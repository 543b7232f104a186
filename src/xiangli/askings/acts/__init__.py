"""Writers of askings."""
