#!/bin/sh
# Back up one installation while everybody works: deploy/backup.sh FOLDER
#
# Reads DATABASE_URL and GUGUS_INSTANCE from the environment, as the application does. Makes FOLDER/<moment>/ with the
# database, the files and what belongs to the installation, and prints its name; it has that name only once it is whole.
# The last KEEP (14) are kept. Copy FOLDER to another machine: a backup beside its original burns with it.
set -eu
umask 077

root=$(cd "$(dirname "$0")/.." && pwd)
python="$root/.venv/bin/python"
instance=${GUGUS_INSTANCE:-$root/instance}
database=$(printf '%s' "${DATABASE_URL:-}" | sed 's/^postgresql+psycopg:/postgresql:/') # as libpq reads it
folder=${1:?where to: deploy/backup.sh FOLDER}
keep=${KEEP:-14}

made="$folder/$(date -u +%Y%m%dT%H%M%SZ)"
draft="$made.draft"
mkdir -p "$folder"
rm -rf "$draft"
mkdir "$draft"
trap 'rm -rf "$draft"' EXIT

# The database first, the files after it: a file is written before the row that names it is committed, and files never
# change. So whatever the rows of this backup name lies among its files; what was added meanwhile is there too much.
case "$database" in
"")
    # Not a copy of the file: beside it lies what was not yet taken into it. VACUUM INTO writes one whole state.
    "$python" - "$instance/gugus.db" "$draft/gugus.db" <<'PYTHON'
import sqlite3
import sys

source, target = sys.argv[1:]
connection = sqlite3.connect(f"file:{source}?mode=rw", uri=True, timeout=60)
connection.execute("VACUUM INTO ?", (target,))
PYTHON
    ;;
*)
    pg_dump --format=custom --no-owner --no-privileges --file="$draft/gugus.dump" "$database"
    ;;
esac

# Files in an S3-compatible store are kept by that store: switch its versioning on.
if [ -z "${STORAGE_URL:-}" ] && [ -d "$instance/berkas" ]; then
    # A file that somebody removes while it is read is no fault of the backup.
    tar --create --file="$draft/berkas.tar" --directory="$instance" --warning=no-file-changed \
        --warning=no-file-removed berkas || [ $? -eq 1 ]
fi
# The secret of the sessions and the key that browsers know, where they are not in the environment.
for name in secret vapid.pem; do
    if [ -f "$instance/$name" ]; then cp -p "$instance/$name" "$draft/"; fi
done

(cd "$draft" && find . -type f ! -name SHA256SUMS -exec sha256sum {} + >SHA256SUMS)
mv "$draft" "$made"
trap - EXIT

find "$folder" -mindepth 1 -maxdepth 1 -type d -name '*Z' | sort -r | tail -n "+$((keep + 1))" | while read -r old; do
    rm -rf "$old"
done
echo "$made"
