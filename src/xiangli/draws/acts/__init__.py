"""Writers of draws."""
