"""Writers of publication."""
