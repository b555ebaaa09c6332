# Read by `flask` itself, so that `.venv/bin/flask ...` works from this folder without further settings.
FLASK_APP=community
