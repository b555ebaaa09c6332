#!/bin/sh
# Put a backup back: deploy/restore.sh BACKUP, with every process of Gugus stopped.
#
# Into an installation that is empty: it refuses where there is data. Reads DATABASE_URL and GUGUS_INSTANCE as the
# application does; the kind of database is the one that was backed up. Afterwards `flask siap` migrates it, if the
# application is newer than the backup.
set -eu
umask 077

root=$(cd "$(dirname "$0")/.." && pwd)
instance=${GUGUS_INSTANCE:-$root/instance}
database=$(printf '%s' "${DATABASE_URL:-}" | sed 's/^postgresql+psycopg:/postgresql:/') # as libpq reads it
backup=${1:?which one: deploy/restore.sh BACKUP}

(cd "$backup" && sha256sum --check --quiet SHA256SUMS)
mkdir -p "$instance"

if [ -e "$instance/gugus.db" ] || [ -e "$instance/berkas" ]; then
    echo "$instance is not empty: move what is there aside first" >&2
    exit 1
fi
if [ -e "$backup/gugus.db" ]; then
    [ -z "$database" ] || { echo "this is a backup of SQLite, and DATABASE_URL is set" >&2; exit 1; }
    cp "$backup/gugus.db" "$instance/gugus.db.draft"
    mv "$instance/gugus.db.draft" "$instance/gugus.db"
else
    : "${DATABASE_URL:?this is a backup of PostgreSQL}"
    if [ -n "$(psql --tuples-only --no-align --command="SELECT to_regclass('public.guru')" "$database")" ]; then
        echo "the database is not empty: drop it and create it anew first" >&2
        exit 1
    fi
    # All or nothing.
    pg_restore --no-owner --no-privileges --single-transaction --exit-on-error --dbname="$database" "$backup/gugus.dump"
fi
if [ -e "$backup/berkas.tar" ]; then tar --extract --file="$backup/berkas.tar" --directory="$instance"; fi
for name in secret vapid.pem; do
    if [ -e "$backup/$name" ] && [ ! -e "$instance/$name" ]; then cp -p "$backup/$name" "$instance/"; fi
done
echo "restored into $instance"
