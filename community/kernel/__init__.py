"""Mechanism: one act, database, errors, files, jobs, mail, clock, realtime, print, notices. Knows nothing of gugus."""
