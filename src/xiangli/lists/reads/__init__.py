"""Questions one may ask of the lists; pure, in memory, no database."""
