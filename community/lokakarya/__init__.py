"""Paket, pertemuan, agenda, notulen, roles, hasil."""
