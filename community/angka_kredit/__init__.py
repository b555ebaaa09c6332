"""Regulations, kegiatan kolektif, usulan, ledger: what the work of a paket amounts to in a member's record."""
