"""How tokens are kept: by SHA-256 alone, since they are 256 random bits already."""

import hashlib


def digest(token: str) -> bytes:
    """32 bytes kept instead of the token itself."""
    return hashlib.sha256(token.encode()).digest()
