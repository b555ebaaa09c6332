#!/bin/sh
# Begin a new version: deploy/update.sh, as root, once its files lie here and its packages are in .venv.
#
# A backup, the migrations, and only then the new code, part after part: pages go on while their workers are replaced,
# the live processes are started again one at a time, and who was connected to one meets the other meanwhile. Stops at
# the first step that fails; what ran before still runs. Between the migrations and the new code the old one works on
# the new schema for some seconds: who saves in just that moment may be told to try again.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
# The live processes are those that the target starts.
live=${LIVE:-$(grep -o 'gugus-live@[0-9]*' "$root/deploy/systemd/gugus.target" | cut -d@ -f2)}
: "${live:?no live process in gugus.target}"

answers() {
    "$root/.venv/bin/python" - "$1" <<'PYTHON'
import sys
import time
from urllib.request import urlopen

until = time.monotonic() + 60
while True:
    try:
        urlopen(f"http://127.0.0.1:{sys.argv[1]}/sehat", timeout=5)
        break
    except OSError as error:
        if time.monotonic() > until:
            sys.exit(f"the live process on port {sys.argv[1]} does not answer: {error}")
        time.sleep(0.2)
PYTHON
}

systemctl start gugus-backup.service
systemctl start gugus-migrate.service
systemctl reload gugus-pages.service
for port in $live; do
    systemctl restart "gugus-live@$port.service"
    answers "$port"
done
systemctl restart gugus-jobs.service
echo "the new version runs"
