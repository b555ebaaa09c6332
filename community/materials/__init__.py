"""Modul and other materi: made together, versioned, reviewed, adapted, used."""
