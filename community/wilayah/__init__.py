"""Regions (Kemendagri codes) and schools (NPSN)."""
