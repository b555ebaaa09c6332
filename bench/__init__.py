"""Measurements. `make bench` runs them all; `.venv/bin/python -m bench pages weight` runs those.

How to read the figures. Each measurement sets the product against a *floor*: the least a Flask application could do for
the same answer (bench/floor.py: same sign-in, form token, session, layout and database, same number of statements on
the same tables, but no permission, no act, no facts, no rules). Both run in the same process, in turns, and what is
printed is the median over the turns and the ratio of both. Read ratios: the absolute figures belong to one machine at
one moment, with the load generator and the database server on the same cores. Nothing fails on a clock; what is lost
or answered wrongly does fail, since a fast wrong answer is no measurement.
"""
