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
    GURU_MODEL = "guru yang diobservasi"
    PENGAMAT = "pengamat"
    MODERATOR = "moderator ruang"
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
    # files
    BEGIN_UPLOAD = "files:begin_upload"
    CANCEL_UPLOAD = "files:cancel_upload"
    SWEEP_UPLOADS = "files:sweep_uploads"
    ADD_COPIES = "files:add_copies"
    CHOOSE_NOTICES = "accounts:choose_notices"
    STOP_LETTERS = "accounts:stop_letters"
    DELIVER_NOTICES = "accounts:deliver_notices"
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
    REPORT = "gugus:report"
    RULE = "gugus:rule"
    MAKE_FEED = "gugus:make_feed"
    REVOKE_FEED = "gugus:revoke_feed"
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
    # kabar
    ANNOUNCE = "kabar:announce"
    START_THREAD = "kabar:start_thread"
    REPLY = "kabar:reply"
    EDIT_POST = "kabar:edit_post"
    WITHDRAW_POST = "kabar:withdraw_post"
    PIN_KABAR = "kabar:pin"
    READ_KABAR = "kabar:read"
    # discussion
    OPEN_ROOM = "discussion:open_room"
    START_TOPIC = "discussion:start_topic"
    SEND_MESSAGE = "discussion:send_message"
    EDIT_MESSAGE = "discussion:edit_message"
    DELETE_MESSAGE = "discussion:delete_message"
    REACT = "discussion:react"
    PIN_MESSAGE = "discussion:pin_message"
    KEEP_STAYS = "discussion:keep_stays"
    ASK_HERE = "discussion:ask_here"
    ASK_PLANNED = "discussion:ask_planned"
    ANSWER_HERE = "discussion:answer_here"
    ASK_ARCHIVE = "discussion:ask_archive"
    WRITE_ARCHIVE = "discussion:write_archive"
    RAISE_HAND = "discussion:raise_hand"
    GIVE_TURN = "discussion:give_turn"
    NAME_MODERATOR = "discussion:name_moderator"
    SET_ROOM_RULE = "discussion:set_rule"
    ANNOUNCE_IN_ROOM = "discussion:announce"
    MOVE_AGENDA = "discussion:move_agenda"
    SHOW_EXHIBIT = "discussion:show_exhibit"
    MAKE_POLL = "discussion:make_poll"
    EDIT_POLL = "discussion:edit_poll"
    DROP_POLL = "discussion:drop_poll"
    OPEN_POLL = "discussion:open_poll"
    CLOSE_POLL = "discussion:close_poll"
    SHOW_POLL = "discussion:show_poll"
    VOTE = "discussion:vote"
    ASK_QUESTION = "discussion:ask_question"
    SUPPORT_QUESTION = "discussion:support_question"
    ANSWER_QUESTION = "discussion:answer_question"
    HIDE_QUESTION = "discussion:hide_question"
    ALLOW_NAMELESS = "discussion:allow_nameless"
    # notulen
    BEGIN_SHARED_NOTULEN = "notulen:begin"
    WRITE_SHARED_NOTULEN = "notulen:write"
    FREEZE_NOTULEN = "notulen:freeze"
    REOPEN_NOTULEN = "notulen:reopen"
    # observations
    PROPOSE_OBSERVATION = "observations:propose"
    ANSWER_OBSERVATION = "observations:answer"
    MOVE_OBSERVATION = "observations:move"
    CANCEL_OBSERVATION = "observations:cancel"
    INVITE_OBSERVER = "observations:invite_observer"
    WRITE_ANSWER = "observations:write_answer"
    ADD_PHOTO = "observations:add_photo"
    REMOVE_PHOTO = "observations:remove_photo"
    CLOSE_SHEET = "observations:close_sheet"
    MARK_READ = "observations:mark_read"
    FINISH_OBSERVATION = "observations:finish"
    ADD_FOLLOW_UP = "observations:add_follow_up"
    FINISH_FOLLOW_UP = "observations:finish_follow_up"
    GRANT_HEAD = "observations:grant_head"
    READ_OBSERVATION = "observations:read"
    SHARE_OBSERVATION = "observations:share"
    COPY_INSTRUMENT = "observations:copy_instrument"
    EDIT_INSTRUMENT = "observations:edit_instrument"
    PUBLISH_INSTRUMENT = "observations:publish_instrument"
    RETIRE_INSTRUMENT = "observations:retire_instrument"
    REMIND_OBSERVATION = "observations:remind"
    # materials
    WRITE_MATERIAL = "materials:write"
    SAVE_VERSION = "materials:save_version"
    RESTORE_VERSION = "materials:restore_version"
    ADAPT_MATERIAL = "materials:adapt"
    SHOW_MATERIAL = "materials:show_to"
    NAME_AUTHORS = "materials:name_authors"
    DECLINE_AUTHORSHIP = "materials:decline_authorship"
    REMOVE_MATERIAL = "materials:remove"
    EDIT_RUBRIC = "materials:edit_rubric"
    ASK_REVIEW = "materials:ask_review"
    REVIEW_MATERIAL = "materials:review"
    COMMENT_MATERIAL = "materials:comment"
    RESOLVE_COMMENT = "materials:resolve_comment"
    WITHDRAW_COMMENT = "materials:withdraw_comment"
    RECORD_USE = "materials:record_use"
    WITHDRAW_USE = "materials:withdraw_use"
    RECORD_RATIFICATION = "materials:record_ratification"
    WITHDRAW_RATIFICATION = "materials:withdraw_ratification"
    ASK_PACK = "materials:ask_pack"
    WRITE_PACK = "materials:write_pack"
    DROP_PACK = "materials:drop_pack"
    # attendance
    CHECK_IN = "attendance:check_in"
    COUNT_ONLINE = "attendance:count_online"
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
_MODERATING = PENGURUS | {Role.MODERATOR}  # who leads the talk in a room
_OBSERVED = frozenset({Role.GURU_MODEL})
_OBSERVING = frozenset({Role.GURU_MODEL, Role.PENGAMAT})

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
    Do.BEGIN_UPLOAD: frozenset({Role.SIGNED_IN}),
    Do.CANCEL_UPLOAD: _OWNER,
    Do.SWEEP_UPLOADS: frozenset({Role.SYSTEM}),
    Do.ADD_COPIES: frozenset({Role.SYSTEM}),
    Do.CHOOSE_NOTICES: _SELF,
    Do.STOP_LETTERS: _ANYONE,  # by the link in the letter, which is signed
    Do.DELIVER_NOTICES: frozenset({Role.SYSTEM}),
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
    Do.REPORT: frozenset({Role.SIGNED_IN}),  # whoever reads it
    Do.RULE: PENGURUS,
    Do.MAKE_FEED: PENGURUS | {Role.ANGGOTA},
    Do.REVOKE_FEED: _SELF,
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
    Do.ANNOUNCE: PENGURUS,
    Do.START_THREAD: PENGURUS | {Role.ANGGOTA},
    Do.REPLY: PENGURUS | {Role.ANGGOTA},
    Do.EDIT_POST: frozenset({Role.AUTHOR}),
    Do.WITHDRAW_POST: PENGURUS | {Role.AUTHOR},
    Do.PIN_KABAR: PENGURUS,
    Do.READ_KABAR: PENGURUS | {Role.ANGGOTA},
    Do.OPEN_ROOM: frozenset({Role.SIGNED_IN}),  # whoever reads the pertemuan
    Do.START_TOPIC: PENGURUS | {Role.ANGGOTA},
    Do.SEND_MESSAGE: PENGURUS | {Role.ANGGOTA, Role.PESERTA},
    Do.EDIT_MESSAGE: frozenset({Role.AUTHOR}),
    Do.DELETE_MESSAGE: _MODERATING | {Role.AUTHOR},
    Do.REACT: PENGURUS | {Role.ANGGOTA, Role.PESERTA},
    Do.PIN_MESSAGE: _MODERATING,
    Do.KEEP_STAYS: frozenset({Role.SYSTEM}),
    Do.ASK_HERE: _MODERATING,
    Do.ASK_PLANNED: frozenset({Role.SYSTEM}),
    Do.ANSWER_HERE: PENGURUS | {Role.ANGGOTA, Role.PESERTA},
    Do.ASK_ARCHIVE: frozenset({Role.SIGNED_IN}),  # whoever reads the room
    Do.WRITE_ARCHIVE: frozenset({Role.SYSTEM}),
    Do.RAISE_HAND: PENGURUS | {Role.ANGGOTA, Role.PESERTA},
    Do.GIVE_TURN: _MODERATING,
    Do.NAME_MODERATOR: _MODERATING,
    Do.SET_ROOM_RULE: _MODERATING,
    Do.ANNOUNCE_IN_ROOM: _MODERATING,
    Do.MOVE_AGENDA: _MODERATING,
    Do.SHOW_EXHIBIT: _MODERATING,
    Do.MAKE_POLL: _MODERATING,
    Do.EDIT_POLL: _MODERATING,
    Do.DROP_POLL: _MODERATING,
    Do.OPEN_POLL: _MODERATING,
    Do.CLOSE_POLL: _MODERATING,
    Do.SHOW_POLL: _MODERATING,
    Do.VOTE: PENGURUS | {Role.ANGGOTA, Role.PESERTA},
    Do.ASK_QUESTION: PENGURUS | {Role.ANGGOTA, Role.PESERTA},
    Do.SUPPORT_QUESTION: PENGURUS | {Role.ANGGOTA, Role.PESERTA},
    Do.ANSWER_QUESTION: _MODERATING,
    Do.HIDE_QUESTION: _MODERATING | {Role.AUTHOR},
    Do.ALLOW_NAMELESS: _MODERATING,
    Do.BEGIN_SHARED_NOTULEN: PENGURUS | {Role.NOTULIS},
    Do.WRITE_SHARED_NOTULEN: PENGURUS | {Role.NOTULIS, Role.ANGGOTA, Role.PESERTA},
    Do.FREEZE_NOTULEN: PENGURUS,
    Do.REOPEN_NOTULEN: PENGURUS,
    Do.PROPOSE_OBSERVATION: PENGURUS | {Role.ANGGOTA},
    Do.ANSWER_OBSERVATION: _OBSERVING,
    Do.MOVE_OBSERVATION: _OBSERVING,
    Do.CANCEL_OBSERVATION: _OBSERVING,
    Do.INVITE_OBSERVER: _OBSERVED,
    Do.WRITE_ANSWER: _OBSERVING,
    Do.ADD_PHOTO: _OBSERVING,
    Do.REMOVE_PHOTO: frozenset({Role.AUTHOR}),
    Do.CLOSE_SHEET: frozenset({Role.PENGAMAT}),
    Do.MARK_READ: _OBSERVED,
    Do.FINISH_OBSERVATION: _OBSERVING,
    Do.ADD_FOLLOW_UP: _OBSERVING,
    Do.FINISH_FOLLOW_UP: _OBSERVING,
    Do.GRANT_HEAD: _OBSERVED,
    Do.READ_OBSERVATION: _OBSERVING | {Role.KEPALA_SEKOLAH},
    Do.SHARE_OBSERVATION: _OBSERVED,
    Do.COPY_INSTRUMENT: PENGURUS,
    Do.EDIT_INSTRUMENT: PENGURUS,
    Do.PUBLISH_INSTRUMENT: PENGURUS,
    Do.RETIRE_INSTRUMENT: PENGURUS,
    Do.REMIND_OBSERVATION: frozenset({Role.SYSTEM}),
    Do.WRITE_MATERIAL: PENGURUS | {Role.ANGGOTA},
    Do.SAVE_VERSION: frozenset({Role.AUTHOR}),
    Do.RESTORE_VERSION: frozenset({Role.AUTHOR}),
    Do.ADAPT_MATERIAL: PENGURUS | {Role.ANGGOTA},
    Do.SHOW_MATERIAL: frozenset({Role.AUTHOR}),
    Do.NAME_AUTHORS: frozenset({Role.AUTHOR}),
    Do.DECLINE_AUTHORSHIP: frozenset({Role.AUTHOR}),
    Do.REMOVE_MATERIAL: LEADERS | {Role.AUTHOR},
    Do.EDIT_RUBRIC: PENGURUS,
    Do.ASK_REVIEW: frozenset({Role.AUTHOR}),
    Do.REVIEW_MATERIAL: PENGURUS | {Role.ANGGOTA},  # never one's own work: a refusal, since an author is anggota too
    Do.COMMENT_MATERIAL: PENGURUS | {Role.ANGGOTA, Role.AUTHOR},
    Do.RESOLVE_COMMENT: frozenset({Role.AUTHOR}),
    Do.WITHDRAW_COMMENT: _OWNER,
    Do.RECORD_USE: frozenset({Role.SIGNED_IN}),  # whoever reads it may have taught with it
    Do.WITHDRAW_USE: _OWNER,
    Do.RECORD_RATIFICATION: PENGURUS | {Role.AUTHOR},
    Do.WITHDRAW_RATIFICATION: PENGURUS | {Role.AUTHOR},
    Do.ASK_PACK: PENGURUS | {Role.ANGGOTA},
    Do.WRITE_PACK: frozenset({Role.SYSTEM}),
    Do.DROP_PACK: PENGURUS | {Role.OWNER, Role.SYSTEM},
    Do.CHECK_IN: frozenset({Role.ANGGOTA, Role.PESERTA}),
    Do.COUNT_ONLINE: frozenset({Role.SYSTEM}),
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
    Do.BEGIN_UPLOAD: "Mengunggah berkas bertahap",
    Do.CANCEL_UPLOAD: "Membatalkan unggahan sendiri",
    Do.SWEEP_UPLOADS: "Membuang unggahan yang lewat dua hari",
    Do.ADD_COPIES: "Membuat versi ringan dan pratinjau berkas",
    Do.CHOOSE_NOTICES: "Memilih pemberitahuan dan perangkat yang menerimanya",
    Do.STOP_LETTERS: "Berhenti menerima surat, lewat tautan di surat itu",
    Do.DELIVER_NOTICES: "Mengirim pemberitahuan lewat surel dan ke perangkat",
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
    Do.REPORT: "Melaporkan tulisan yang dapat dibacanya",
    Do.RULE: "Memutuskan laporan tentang tulisan orang lain",
    Do.MAKE_FEED: "Membuat alamat umpan pribadi",
    Do.REVOKE_FEED: "Mencabut alamat umpan pribadinya",
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
    Do.ANNOUNCE: "Menulis pengumuman",
    Do.START_THREAD: "Memulai obrolan",
    Do.REPLY: "Membalas kabar",
    Do.EDIT_POST: "Mengubah tulisannya sendiri",
    Do.WITHDRAW_POST: "Menarik tulisan",
    Do.PIN_KABAR: "Menyematkan kabar",
    Do.READ_KABAR: "Membuka kabar dan mengonfirmasi sudah membaca",
    Do.OPEN_ROOM: "Membuka ruang diskusi pertemuan yang dapat dibacanya",
    Do.START_TOPIC: "Membuka ruang diskusi sebuah topik",
    Do.SEND_MESSAGE: "Menulis pesan di ruang diskusi",
    Do.EDIT_MESSAGE: "Mengubah pesan sendiri",
    Do.DELETE_MESSAGE: "Menghapus pesan (moderator menulis alasannya)",
    Do.REACT: "Memberi tanggapan pada pesan",
    Do.PIN_MESSAGE: "Menyematkan pesan di ruang diskusi",
    Do.KEEP_STAYS: "Mencatat siapa yang tersambung di ruang diskusi",
    Do.ASK_HERE: "Menanyakan “masih di sini?” di ruang diskusi",
    Do.ASK_PLANNED: "Menanyakan “masih di sini?” pada saat acak yang direncanakan",
    Do.ANSWER_HERE: "Menjawab “masih di sini?”",
    Do.ASK_ARCHIVE: "Meminta arsip ruang diskusi yang dibacanya sebagai berkas",
    Do.WRITE_ARCHIVE: "Membuat berkas arsip ruang diskusi",
    Do.RAISE_HAND: "Angkat tangan di ruang diskusi",
    Do.GIVE_TURN: "Memberi giliran berbicara di ruang diskusi",
    Do.NAME_MODERATOR: "Menunjuk moderator ruang diskusi, atau mencabutnya",
    Do.SET_ROOM_RULE: "Mengunci ruang diskusi, dan mengatur mode lambat",
    Do.ANNOUNCE_IN_ROOM: "Mengumumkan sesuatu di ruang diskusi",
    Do.MOVE_AGENDA: "Menjalankan agenda di ruang diskusi",
    Do.SHOW_EXHIBIT: "Menampilkan bahan kepada semua di ruang diskusi",
    Do.MAKE_POLL: "Membuat jajak pendapat di ruang diskusi",
    Do.EDIT_POLL: "Mengubah jajak pendapat yang belum dibuka",
    Do.DROP_POLL: "Membuang jajak pendapat yang belum dibuka",
    Do.OPEN_POLL: "Membuka jajak pendapat",
    Do.CLOSE_POLL: "Menutup jajak pendapat",
    Do.SHOW_POLL: "Menampilkan hasil jajak pendapat kepada semua",
    Do.VOTE: "Memberi suara dalam jajak pendapat",
    Do.ASK_QUESTION: "Mengajukan pertanyaan di ruang diskusi",
    Do.SUPPORT_QUESTION: "Mendukung pertanyaan, atau menariknya",
    Do.ANSWER_QUESTION: "Menandai pertanyaan sudah dijawab",
    Do.HIDE_QUESTION: "Menyembunyikan pertanyaan (moderator menulis alasannya)",
    Do.ALLOW_NAMELESS: "Mengizinkan pertanyaan tanpa nama di sebuah ruang",
    Do.BEGIN_SHARED_NOTULEN: "Memulai notulen bersama",
    Do.WRITE_SHARED_NOTULEN: "Menulis di notulen bersama",
    Do.FREEZE_NOTULEN: "Membekukan notulen bersama menjadi notulen",
    Do.REOPEN_NOTULEN: "Membuka kembali notulen yang dibekukan, dengan alasan",
    Do.PROPOSE_OBSERVATION: "Mengusulkan observasi",
    Do.ANSWER_OBSERVATION: "Menerima atau menolak usul observasi",
    Do.MOVE_OBSERVATION: "Memindahkan observasi",
    Do.CANCEL_OBSERVATION: "Membatalkan observasi",
    Do.INVITE_OBSERVER: "Mengundang pengamat",
    Do.WRITE_ANSWER: "Mengisi lembar observasi",
    Do.ADD_PHOTO: "Menambah foto catatan",
    Do.REMOVE_PHOTO: "Menghapus foto catatannya sendiri",
    Do.CLOSE_SHEET: "Menutup lembar observasi, atau membukanya kembali",
    Do.MARK_READ: "Menandai hasil observasi sudah dibaca",
    Do.FINISH_OBSERVATION: "Menyelesaikan observasi",
    Do.ADD_FOLLOW_UP: "Mencatat tindak lanjut observasi",
    Do.FINISH_FOLLOW_UP: "Menyelesaikan atau menarik tindak lanjut observasi",
    Do.GRANT_HEAD: "Mengizinkan kepala sekolahnya membaca observasi, atau mencabut izin itu",
    Do.READ_OBSERVATION: "Membaca observasi (kepala sekolah hanya dengan izin guru, dan tercatat)",
    Do.SHARE_OBSERVATION: "Membagikan pelajaran dari observasi tanpa nama, atau menariknya",
    Do.COPY_INSTRUMENT: "Menyalin instrumen observasi",
    Do.EDIT_INSTRUMENT: "Mengubah draf instrumen observasi",
    Do.PUBLISH_INSTRUMENT: "Menerbitkan edisi instrumen observasi",
    Do.RETIRE_INSTRUMENT: "Berhenti memakai instrumen observasi",
    Do.REMIND_OBSERVATION: "Mengingatkan observasi yang sudah dekat",
    Do.WRITE_MATERIAL: "Menulis materi untuk gugus",
    Do.SAVE_VERSION: "Menyimpan versi baru materi",
    Do.RESTORE_VERSION: "Mengembalikan versi lama materi",
    Do.ADAPT_MATERIAL: "Membuat adaptasi di gugusnya",
    Do.SHOW_MATERIAL: "Menentukan siapa yang membaca materi",
    Do.NAME_AUTHORS: "Menyusun daftar penulis materi",
    Do.DECLINE_AUTHORSHIP: "Menolak disebut sebagai penulis",
    Do.REMOVE_MATERIAL: "Menarik materi",
    Do.EDIT_RUBRIC: "Mengubah rubrik gugus",
    Do.ASK_REVIEW: "Meminta materinya ditinjau",
    Do.REVIEW_MATERIAL: "Meninjau materi orang lain",
    Do.COMMENT_MATERIAL: "Mengomentari paragraf sebuah materi",
    Do.RESOLVE_COMMENT: "Menyelesaikan komentar, atau membukanya lagi",
    Do.WITHDRAW_COMMENT: "Menarik komentarnya sendiri",
    Do.RECORD_USE: "Mencatat pemakaian di kelas",
    Do.WITHDRAW_USE: "Menarik catatan pemakaiannya sendiri",
    Do.RECORD_RATIFICATION: "Mencatat surat pengesahan materi",
    Do.WITHDRAW_RATIFICATION: "Menarik catatan pengesahan materi",
    Do.ASK_PACK: "Meminta paket luring",
    Do.WRITE_PACK: "Mengemas paket luring",
    Do.DROP_PACK: "Menghapus paket luring",
    Do.CHECK_IN: "Mencatat diri hadir",
    Do.COUNT_ONLINE: "Menghitung menit tersambung di ruang daring",
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
