"""Questions about registers."""
