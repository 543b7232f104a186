"""Writers of sheets."""
