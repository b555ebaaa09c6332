"""Regulations, kegiatan kolektif, usulan, ledger: what a paket amounts to in a member's record."""
