"""ledger 账本: salted leaves of every entry, one Merkle tree per county, signed checkpoints, proofs and their check.

May not import matters: whatever reads entries is handed in from above.
"""
