"""The closed lists of this package, and how each is said on screen."""

KINDS = {
    "modul_ajar": "Modul ajar atau RPP",
    "lkpd": "LKPD",
    "bahan_ajar": "Bahan ajar",
    "media": "Media",
    "instrumen": "Instrumen penilaian",
    "soal": "Soal",
    "ptk_artikel": "PTK atau artikel",
    "lainnya": "Lainnya",
}
STATES = {
    "draf": "Draf",
    "ditinjau": "Ditinjau",
    "disetujui": "Disetujui",
    "perlu_perbaikan": "Perlu perbaikan",
}
VERDICTS = {"setuju": "Setuju", "perlu_perbaikan": "Perlu perbaikan"}
VISIBILITIES = {
    "penulis": "Hanya penulisnya",
    "gugus": "Anggota gugus",
    "masuk": "Semua yang sudah masuk di Gugus",
    "publik": "Siapa saja, juga tanpa akun",
}
# Kurikulum Merdeka names the phases A to F, and "fondasi" before them.
FASE = {
    "fondasi": "Fase Fondasi",
    "A": "Fase A",
    "B": "Fase B",
    "C": "Fase C",
    "D": "Fase D",
    "E": "Fase E",
    "F": "Fase F",
}
LEVELS = {"sekolah": "Sekolah", "kabkota": "Kabupaten/kota", "provinsi": "Provinsi"}
