"""Questions put to the job table."""
