"""Run the measurements named on the command line, or all of them."""

import importlib
import os
import sys

from bench.host import watched

MEASUREMENTS = {
    "check_in": "Hadir lewat HTTP",
    "pages": "CPU per halaman",
    "library": "Perpustakaan dengan 10.000 materi",
    "sheet": "Lembar kehadiran disimpan sekaligus",
    "weight": "Berat halaman dan memori",
    "teacher_import": "Impor 5.000 guru",
    "search": "Pencarian dalam 100.000 dokumen",
    "room": "Ruang diskusi: sambungan putus 2 dari setiap 11 detik; satu proses dibunuh",
    "broadcast": "Ruang diskusi: 1.000 pendengar, 5 pesan per detik",
    "opening": "Ruang diskusi dibuka: 100 dan 100.000 pesan",
    "upload": "Berkas 100 MB diunggah dan disimpan",
}


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in MEASUREMENTS]
    if unknown:
        print(f"no such measurement: {', '.join(unknown)}; there are {', '.join(MEASUREMENTS)}")
        return 2
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    print(f"{cores} core(s), Python {sys.version.split()[0]}; load generator and databases share them", flush=True)
    for name in names or MEASUREMENTS:
        print(f"\n── {name}: {MEASUREMENTS[name]}", flush=True)
        with watched():
            importlib.import_module(f"bench.{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
