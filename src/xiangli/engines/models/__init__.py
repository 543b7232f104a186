"""Shipped weights over hashed n-grams (`*.npz`) and our own training texts (`texts/*.yaml`)."""
