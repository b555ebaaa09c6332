"""Who may do what: the one table of the house. Imports nothing of the house.

`ALLOWED[Do.X]` is the set of roles that may do X. A role is a relation between a person and a subject
(`subject.roles_of(guru)`), never a property of the person alone. Time rules ("the pertemuan is open") are not
here: they are refusals raised by the models. The page `/bantuan/izin` and the matrix test read this file.
"""

from enum import StrEnum


class Role(StrEnum):
    """A relation of a person to a subject; the value is what the screen calls it."""

    ANYONE = "siapa saja"
    SIGNED_IN = "siapa pun yang sudah masuk"
    SELF = "diri sendiri"
    ANGGOTA = "anggota gugus"
    KETUA = "ketua"
    SEKRETARIS = "sekretaris"
    BENDAHARA = "bendahara"
    BIDANG = "pengurus bidang"
    PESERTA = "peserta paket"
    NOTULIS = "notulis paket"
    OWNER = "pemilik catatan"
    AUTHOR = "pembuat"
    KEPALA_SEKOLAH = "kepala sekolah"
    ATASAN_KEPALA = "dinas, atasan kepala sekolah"
    KOORDINATOR_PKB = "koordinator PKB sekolah"
    KOORDINATOR_KABKOTA = "koordinator PKB kab/kota"
    PENGAWAS = "pengawas"
    DINAS = "dinas pendidikan"
    OPERATOR = "operator"
    SYSTEM = "aplikasi sendiri"


PENGURUS = frozenset({Role.KETUA, Role.SEKRETARIS, Role.BENDAHARA, Role.BIDANG})
LEADERS = frozenset({Role.KETUA, Role.SEKRETARIS})


class Do(StrEnum):
    """Every act of the product, `package:act`."""

    # accounts
    SIGN_IN = "accounts:sign_in"
    REGISTER = "accounts:register"
    ASK_RESET = "accounts:ask_reset"
    USE_CODE = "accounts:use_code"
    SIGN_OUT = "accounts:sign_out"
    CHANGE_PASSWORD = "accounts:change_password"  # noqa: S105
    CHANGE_OWN_DATA = "accounts:change_own_data"
    ERASE_SELF = "accounts:erase_self"
    ADD_PERSON = "accounts:add_person"
    EDIT_PERSON = "accounts:edit_person"
    ISSUE_CODE = "accounts:issue_code"
    APPOINT = "accounts:appoint"
    END_APPOINTMENT = "accounts:end_appointment"
    READ_NOTICES = "accounts:read_notices"
    # wilayah
    IMPORT_WILAYAH = "wilayah:import_wilayah"
    IMPORT_SEKOLAH = "wilayah:import_sekolah"
    # gugus
    CREATE_GUGUS = "gugus:create"
    EDIT_GUGUS = "gugus:edit"
    APPOINT_PENGURUS = "gugus:appoint_pengurus"
    END_PENGURUS = "gugus:end_pengurus"
    INVITE = "gugus:invite"
    REVOKE_INVITATION = "gugus:revoke_invitation"
    ASK_TO_JOIN = "gugus:ask_to_join"
    DECIDE_JOIN = "gugus:decide_join"
    ADD_ANGGOTA = "gugus:add_anggota"
    REMOVE_ANGGOTA = "gugus:remove_anggota"
    LEAVE_GUGUS = "gugus:leave"
    IMPORT_ANGGOTA = "gugus:import_anggota"
    ISSUE_ANGGOTA_CODE = "gugus:issue_anggota_code"
    PRINT_CARDS = "gugus:print_cards"
    # lokakarya
    PLAN_PAKET = "lokakarya:plan_paket"
    EDIT_PAKET = "lokakarya:edit_paket"
    SCHEDULE_PAKET = "lokakarya:schedule_paket"
    SPLIT_PAKET = "lokakarya:split_paket"
    CANCEL_PAKET = "lokakarya:cancel_paket"
    CLOSE_PAKET = "lokakarya:close_paket"
    REOPEN_PAKET = "lokakarya:reopen_paket"
    ASSIGN_ROLE = "lokakarya:assign_role"
    ADD_PERTEMUAN = "lokakarya:add_pertemuan"
    EDIT_PERTEMUAN = "lokakarya:edit_pertemuan"
    MOVE_PERTEMUAN = "lokakarya:move_pertemuan"
    CANCEL_PERTEMUAN = "lokakarya:cancel_pertemuan"
    OPEN_PERTEMUAN = "lokakarya:open_pertemuan"
    CLOSE_PERTEMUAN = "lokakarya:close_pertemuan"
    ANSWER_RSVP = "lokakarya:answer_rsvp"
    WRITE_NOTULEN = "lokakarya:write_notulen"
    FINISH_TINDAK_LANJUT = "lokakarya:finish_tindak_lanjut"
    ATTACH_HASIL = "lokakarya:attach_hasil"
    REMOVE_HASIL = "lokakarya:remove_hasil"
    # attendance
    CHECK_IN = "attendance:check_in"
    MARK_ATTENDANCE = "attendance:mark"
    PROPOSE_CORRECTION = "attendance:propose_correction"
    DECIDE_CORRECTION = "attendance:decide_correction"
    # angka_kredit
    WRITE_KEGIATAN = "angka_kredit:write_kegiatan_kolektif"
    FORWARD = "angka_kredit:forward"
    COMPLETE_USULAN = "angka_kredit:complete_usulan"
    RATIFY_USULAN = "angka_kredit:ratify_usulan"
    SUBMIT_USULAN = "angka_kredit:submit_usulan"
    WITHDRAW_USULAN = "angka_kredit:withdraw_usulan"
    ACCEPT_USULAN = "angka_kredit:accept_usulan"
    RETURN_USULAN = "angka_kredit:return_usulan"
    REFUSE_USULAN = "angka_kredit:refuse_usulan"
    REVERSE_USULAN = "angka_kredit:reverse_usulan"
    SETTLE_DIFFERENCE = "angka_kredit:settle_difference"
    SET_RECORD_START = "angka_kredit:set_record_start"
    READ_USULAN = "angka_kredit:read_usulan"


_ANYONE = frozenset({Role.ANYONE})
_SELF = frozenset({Role.SELF})
_OPERATOR = frozenset({Role.OPERATOR, Role.SYSTEM})
_KOORDINATOR = frozenset({Role.KOORDINATOR_PKB})
_OWNER = frozenset({Role.OWNER})

ALLOWED: dict[Do, frozenset[Role]] = {
    Do.SIGN_IN: _ANYONE,
    Do.REGISTER: _ANYONE,
    Do.ASK_RESET: _ANYONE,
    Do.USE_CODE: _ANYONE,
    Do.SIGN_OUT: _SELF,
    Do.CHANGE_PASSWORD: _SELF,
    Do.CHANGE_OWN_DATA: _SELF,
    Do.ERASE_SELF: _SELF,
    Do.READ_NOTICES: _SELF,
    Do.ADD_PERSON: _OPERATOR,
    Do.EDIT_PERSON: _OPERATOR,
    Do.ISSUE_CODE: _OPERATOR,
    Do.APPOINT: _OPERATOR,
    Do.END_APPOINTMENT: _OPERATOR,
    Do.IMPORT_WILAYAH: _OPERATOR,
    Do.IMPORT_SEKOLAH: _OPERATOR,
    Do.CREATE_GUGUS: _OPERATOR,
    Do.EDIT_GUGUS: LEADERS | _OPERATOR,
    Do.APPOINT_PENGURUS: frozenset({Role.KETUA}) | _OPERATOR,
    Do.END_PENGURUS: frozenset({Role.KETUA}) | _OPERATOR,
    Do.INVITE: PENGURUS | _OPERATOR,
    Do.REVOKE_INVITATION: PENGURUS | _OPERATOR,
    Do.ASK_TO_JOIN: frozenset({Role.SIGNED_IN}),
    Do.DECIDE_JOIN: LEADERS | _OPERATOR,
    Do.ADD_ANGGOTA: LEADERS | _OPERATOR,
    Do.REMOVE_ANGGOTA: LEADERS | _OPERATOR,
    Do.LEAVE_GUGUS: frozenset({Role.ANGGOTA}),
    Do.IMPORT_ANGGOTA: LEADERS | _OPERATOR,
    Do.ISSUE_ANGGOTA_CODE: LEADERS | _OPERATOR,
    Do.PRINT_CARDS: LEADERS | _OPERATOR,
    Do.PLAN_PAKET: PENGURUS,
    Do.EDIT_PAKET: PENGURUS,
    Do.SCHEDULE_PAKET: PENGURUS,
    Do.SPLIT_PAKET: LEADERS,
    Do.CANCEL_PAKET: LEADERS,
    Do.CLOSE_PAKET: frozenset({Role.KETUA}),
    Do.REOPEN_PAKET: frozenset({Role.KETUA}),
    Do.ASSIGN_ROLE: PENGURUS,
    Do.ADD_PERTEMUAN: PENGURUS,
    Do.EDIT_PERTEMUAN: PENGURUS,
    Do.MOVE_PERTEMUAN: PENGURUS,
    Do.CANCEL_PERTEMUAN: PENGURUS,
    Do.OPEN_PERTEMUAN: PENGURUS,
    Do.CLOSE_PERTEMUAN: PENGURUS,
    Do.ANSWER_RSVP: frozenset({Role.ANGGOTA, Role.PESERTA}),
    Do.WRITE_NOTULEN: PENGURUS | {Role.NOTULIS},
    Do.FINISH_TINDAK_LANJUT: PENGURUS | {Role.NOTULIS, Role.AUTHOR},
    Do.ATTACH_HASIL: PENGURUS | {Role.ANGGOTA, Role.PESERTA},
    Do.REMOVE_HASIL: PENGURUS | {Role.AUTHOR},
    Do.CHECK_IN: frozenset({Role.ANGGOTA, Role.PESERTA}),
    Do.MARK_ATTENDANCE: PENGURUS,
    Do.PROPOSE_CORRECTION: PENGURUS,
    Do.DECIDE_CORRECTION: PENGURUS,
    Do.WRITE_KEGIATAN: frozenset({Role.KETUA, Role.SYSTEM}),
    Do.FORWARD: frozenset({Role.KETUA}),
    Do.COMPLETE_USULAN: _OWNER,
    Do.RATIFY_USULAN: frozenset({Role.KEPALA_SEKOLAH, Role.ATASAN_KEPALA}),
    Do.SUBMIT_USULAN: _OWNER,
    Do.WITHDRAW_USULAN: _OWNER,
    Do.ACCEPT_USULAN: _KOORDINATOR,
    Do.RETURN_USULAN: _KOORDINATOR,
    Do.REFUSE_USULAN: _KOORDINATOR,
    Do.REVERSE_USULAN: _KOORDINATOR,
    Do.SETTLE_DIFFERENCE: _KOORDINATOR,
    Do.SET_RECORD_START: _SELF,
    Do.READ_USULAN: frozenset({Role.OWNER, Role.KEPALA_SEKOLAH, Role.ATASAN_KEPALA, Role.KOORDINATOR_PKB}),
}

# What the handbook page calls each act; grouped there by the package before the colon.
WORDS: dict[Do, str] = {
    Do.SIGN_IN: "Masuk",
    Do.REGISTER: "Mendaftar dengan undangan",
    Do.ASK_RESET: "Meminta kode lewat surel",
    Do.USE_CODE: "Memakai kartu atau kode sekali pakai",
    Do.SIGN_OUT: "Keluar, dan mengeluarkan perangkat lain",
    Do.CHANGE_PASSWORD: "Mengganti kata sandi",
    Do.CHANGE_OWN_DATA: "Mengubah data diri",
    Do.ERASE_SELF: "Menghapus data diri",
    Do.READ_NOTICES: "Menandai pemberitahuan sudah dibaca",
    Do.ADD_PERSON: "Menambah orang",
    Do.EDIT_PERSON: "Mengubah data orang",
    Do.ISSUE_CODE: "Memberi kode sekali pakai kepada siapa pun",
    Do.APPOINT: "Mengangkat kepala sekolah, koordinator PKB, pengawas, dinas, operator",
    Do.END_APPOINTMENT: "Mengakhiri pengangkatan",
    Do.IMPORT_WILAYAH: "Memuat data wilayah",
    Do.IMPORT_SEKOLAH: "Memuat data sekolah",
    Do.CREATE_GUGUS: "Membuat gugus",
    Do.EDIT_GUGUS: "Mengubah data gugus",
    Do.APPOINT_PENGURUS: "Mengangkat pengurus",
    Do.END_PENGURUS: "Mengakhiri jabatan pengurus",
    Do.INVITE: "Membuat undangan",
    Do.REVOKE_INVITATION: "Membatalkan undangan",
    Do.ASK_TO_JOIN: "Meminta bergabung dengan undangan",
    Do.DECIDE_JOIN: "Menerima atau menolak permintaan bergabung",
    Do.ADD_ANGGOTA: "Menambah anggota",
    Do.REMOVE_ANGGOTA: "Mengeluarkan anggota",
    Do.LEAVE_GUGUS: "Keluar dari gugus",
    Do.IMPORT_ANGGOTA: "Memuat daftar guru",
    Do.ISSUE_ANGGOTA_CODE: "Memberi kode sekali pakai kepada anggota",
    Do.PRINT_CARDS: "Mencetak kartu akun",
    Do.PLAN_PAKET: "Merencanakan paket",
    Do.EDIT_PAKET: "Mengubah paket",
    Do.SCHEDULE_PAKET: "Menjadwalkan paket",
    Do.SPLIT_PAKET: "Membagi paket menjadi dua",
    Do.CANCEL_PAKET: "Membatalkan paket",
    Do.CLOSE_PAKET: "Menutup paket",
    Do.REOPEN_PAKET: "Membuka kembali paket",
    Do.ASSIGN_ROLE: "Menetapkan peran dalam paket",
    Do.ADD_PERTEMUAN: "Menambah pertemuan",
    Do.EDIT_PERTEMUAN: "Mengubah pertemuan",
    Do.MOVE_PERTEMUAN: "Memindahkan pertemuan",
    Do.CANCEL_PERTEMUAN: "Membatalkan pertemuan",
    Do.OPEN_PERTEMUAN: "Membuka kehadiran",
    Do.CLOSE_PERTEMUAN: "Menutup kehadiran",
    Do.ANSWER_RSVP: "Menjawab undangan pertemuan",
    Do.WRITE_NOTULEN: "Menulis notulen",
    Do.FINISH_TINDAK_LANJUT: "Menyelesaikan tindak lanjut",
    Do.ATTACH_HASIL: "Melampirkan hasil",
    Do.REMOVE_HASIL: "Menarik hasil",
    Do.CHECK_IN: "Mencatat diri hadir",
    Do.MARK_ATTENDANCE: "Mengisi lembar kehadiran",
    Do.PROPOSE_CORRECTION: "Mengusulkan koreksi kehadiran",
    Do.DECIDE_CORRECTION: "Menyetujui koreksi kehadiran (pengurus kedua)",
    Do.WRITE_KEGIATAN: "Menulis kegiatan kolektif saat paket ditutup",
    Do.FORWARD: "Meneruskan ke catatan anggota",
    Do.COMPLETE_USULAN: "Melengkapi usulan",
    Do.RATIFY_USULAN: "Mengesahkan laporan",
    Do.SUBMIT_USULAN: "Mengajukan usulan",
    Do.WITHDRAW_USULAN: "Menarik usulan",
    Do.ACCEPT_USULAN: "Mengakui usulan",
    Do.RETURN_USULAN: "Mengembalikan usulan",
    Do.REFUSE_USULAN: "Menolak usulan",
    Do.REVERSE_USULAN: "Membatalkan pengakuan dengan entri pembalik",
    Do.SETTLE_DIFFERENCE: "Menyelesaikan selisih",
    Do.SET_RECORD_START: "Mencatat tanggal pangkat dan SK jabatan terakhir",
    Do.READ_USULAN: "Membaca usulan (pemilik melihat siapa yang membacanya)",
}


def may(roles: frozenset[Role] | set[Role], do: Do) -> bool:
    """Whether someone who stands in `roles` to the subject may do `do`."""
    return not ALLOWED[do].isdisjoint(roles)
