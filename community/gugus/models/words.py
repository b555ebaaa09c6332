"""What the words of a gugus are: its kinds, its levels of school, its offices."""

KINDS = {
    "KKG": "Kelompok Kerja Guru",
    "MGMP": "Musyawarah Guru Mata Pelajaran",
    "MGBK": "Musyawarah Guru Bimbingan dan Konseling",
    "KKKS": "Kelompok Kerja Kepala Sekolah",
    "MKKS": "Musyawarah Kerja Kepala Sekolah",
    "KKPS": "Kelompok Kerja Pengawas Sekolah",
    "MKPS": "Musyawarah Kerja Pengawas Sekolah",
}
JENJANG = ("TK/PAUD", "SD/MI", "SMP/MTs", "SMA/MA", "SMK/MAK", "SLB")
PENGURUS_OFFICES = {
    "ketua": "Ketua",
    "sekretaris": "Sekretaris",
    "bendahara": "Bendahara",
    "bidang": "Bidang",
}
