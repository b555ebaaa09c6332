"""The closed lists of this package, and how each is said on screen."""

from datetime import timedelta

# The words; what each is worth, if anything, is in angka_kredit/regulations.
JENIS = {
    "silabus_rpp": "Lokakarya silabus, RPP, modul, atau bahan ajar",
    "instrumen_penilaian": "Lokakarya instrumen penilaian",
    "model_pembelajaran": "Lokakarya model pembelajaran dan jurnal belajar",
    "alat_peraga": "Lokakarya alat peraga",
    "karya_ilmiah": "Lokakarya karya ilmiah guru",
    "kegiatan_ilmiah": "Kegiatan ilmiah (seminar, diskusi panel)",
    "kegiatan_lain": "Kegiatan kolektif lain, IHT di bawah 30 jam",
    "belajar_bersama": "Belajar bersama (misalnya Hari Belajar Guru)",
}
PAKET_ROLES = {
    "peserta": "Peserta",
    "narasumber": "Narasumber",
    "pembahas": "Pembahas",
    "pemrasaran": "Pemrasaran",
    "tutor": "Tutor",
    "panitia": "Panitia",
    "notulis": "Notulis",
    "guru_model": "Guru model",
    "pengamat": "Pengamat",
}
HASIL_KINDS = {
    "perangkat": "Silabus, RPP, modul ajar, atau bahan ajar",
    "instrumen": "Instrumen penilaian",
    "model": "Rancangan model pembelajaran",
    "alat_peraga": "Alat peraga",
    "karya_ilmiah": "Karya ilmiah",
    "makalah": "Makalah",
    "lain": "Lainnya",
}
MODES = {"luring": "Tatap muka", "daring": "Daring", "bauran": "Bauran"}
OPENS_BEFORE = timedelta(minutes=15)
SELF_CHECK_IN_FOR = timedelta(minutes=30)  # after the start; later only pengurus record, as terlambat
RSVP_ANSWERS = {"datang": "Datang", "ragu": "Belum pasti", "tidak": "Tidak bisa"}
PAKET_STATES = {
    "draf": "Draf",
    "terjadwal": "Terjadwal",
    "berlangsung": "Berlangsung",
    "ditutup": "Ditutup",
    "dibatalkan": "Dibatalkan",
}
PERTEMUAN_STATES = {
    "terjadwal": "Terjadwal",
    "dibuka": "Dibuka",
    "ditutup": "Ditutup",
    "dibatalkan": "Dibatalkan",
}
