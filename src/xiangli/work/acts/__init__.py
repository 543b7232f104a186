"""Writers of the job table."""
