"""What a message says: who asks, by which channel, of what kind, due when, how large. Pure: text and a moment in."""
