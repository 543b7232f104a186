"""proof 证明: canonical bytes, Merkle trees, signed checkpoints and receipts. Pure Python, no Django, no I/O."""
