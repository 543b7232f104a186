"""Replies: good answers kept with owner and expiry, and drafts from what was answered before. A person always edits."""
