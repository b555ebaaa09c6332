"""Kabar: announcements and threads of a gugus."""
