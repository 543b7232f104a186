"""Opening sealed records."""
