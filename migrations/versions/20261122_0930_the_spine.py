"""the spine"""

import sqlalchemy as sa
from alembic import op

import community.kernel.database


revision = "spine"
down_revision = None
branch_labels = None
depends_on = None

# The ledger only appends: the database itself refuses to change or remove an entry.
GUARDS = {
    "sqlite": [
        """CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'the ledger only appends'); END""",
        """CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'the ledger only appends'); END""",
    ],
    "postgresql": [
        """CREATE FUNCTION ledger_entry_guard() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the ledger only appends'; END $$;
CREATE TRIGGER ledger_entry_guard BEFORE UPDATE OR DELETE ON ledger_entry
FOR EACH ROW EXECUTE FUNCTION ledger_entry_guard()""",
    ],
}


def upgrade() -> None:
    op.create_table(
        "activity",
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("about_kind", sa.String(), nullable=False),
        sa.Column("about_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
    )
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.create_index("ix_activity_about", ["about_kind", "about_id", "at"], unique=False)

    op.create_table(
        "stored_file",
        sa.Column("about_kind", sa.String(), nullable=False),
        sa.Column("about_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("mime", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("by_id", sa.String(), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_file")),
    )
    with op.batch_alter_table("stored_file", schema=None) as batch_op:
        batch_op.create_index("ix_stored_file_about", ["about_kind", "about_id"], unique=False)

    op.create_table(
        "wilayah",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("parent_code", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["parent_code"], ["wilayah.code"], name=op.f("fk_wilayah_parent_code")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_wilayah")),
    )
    with op.batch_alter_table("wilayah", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wilayah_parent_code"), ["parent_code"], unique=False)

    op.create_table(
        "gugus",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("jenjang", sa.String(), nullable=False),
        sa.Column("mapel", sa.String(), nullable=False),
        sa.Column("wilayah_code", sa.String(), nullable=False),
        sa.Column("sk_number", sa.String(), nullable=False),
        sa.Column("sk_on", sa.Date(), nullable=True),
        sa.Column("sk_issuer", sa.String(), nullable=False),
        sa.Column("minutes_per_jp", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.String(), nullable=False),
        sa.Column("created_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["wilayah_code"], ["wilayah.code"], name=op.f("fk_gugus_wilayah_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gugus")),
        sa.UniqueConstraint("slug", name=op.f("uq_gugus_slug")),
    )
    with op.batch_alter_table("gugus", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gugus_wilayah_code"), ["wilayah_code"], unique=False)

    op.create_table(
        "sekolah",
        sa.Column("npsn", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("bentuk", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("kecamatan_code", sa.String(), nullable=False),
        sa.Column("desa", sa.String(), nullable=False),
        sa.Column("alamat", sa.String(), nullable=False),
        sa.Column("lintang", sa.Float(), nullable=True),
        sa.Column("bujur", sa.Float(), nullable=True),
        sa.Column("jumlah_siswa", sa.Integer(), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["kecamatan_code"], ["wilayah.code"], name=op.f("fk_sekolah_kecamatan_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sekolah")),
        sa.UniqueConstraint("npsn", name=op.f("uq_sekolah_npsn")),
    )
    with op.batch_alter_table("sekolah", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sekolah_kecamatan_code"), ["kecamatan_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_sekolah_name"), ["name"], unique=False)

    op.create_table(
        "gugus_sekolah",
        sa.Column("gugus_id", sa.String(length=12), nullable=False),
        sa.Column("sekolah_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["gugus_id"], ["gugus.id"], name=op.f("fk_gugus_sekolah_gugus_id")),
        sa.ForeignKeyConstraint(["sekolah_id"], ["sekolah.id"], name=op.f("fk_gugus_sekolah_sekolah_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gugus_sekolah")),
        sa.UniqueConstraint("gugus_id", "sekolah_id", name=op.f("uq_gugus_sekolah_gugus_id_sekolah_id")),
    )
    with op.batch_alter_table("gugus_sekolah", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gugus_sekolah_sekolah_id"), ["sekolah_id"], unique=False)

    op.create_table(
        "guru",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("username", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("nip", sa.String(), nullable=True),
        sa.Column("nuptk", sa.String(), nullable=True),
        sa.Column("nrg", sa.String(), nullable=True),
        sa.Column("gender", sa.String(), nullable=True),
        sa.Column("birth_place", sa.String(), nullable=False),
        sa.Column("birth_on", sa.Date(), nullable=True),
        sa.Column("kepegawaian", sa.String(), nullable=False),
        sa.Column("jenis_ptk", sa.String(), nullable=False),
        sa.Column("golongan", sa.String(), nullable=False),
        sa.Column("mapel", sa.String(), nullable=False),
        sa.Column("sekolah_id", sa.String(length=12), nullable=True),
        sa.Column("last_pangkat_on", sa.Date(), nullable=True),
        sa.Column("sk_jabatan_on", sa.Date(), nullable=True),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("created_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("erased_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["sekolah_id"], ["sekolah.id"], name=op.f("fk_guru_sekolah_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guru")),
        sa.UniqueConstraint("email", name=op.f("uq_guru_email")),
        sa.UniqueConstraint("nip", name=op.f("uq_guru_nip")),
        sa.UniqueConstraint("nrg", name=op.f("uq_guru_nrg")),
        sa.UniqueConstraint("nuptk", name=op.f("uq_guru_nuptk")),
        sa.UniqueConstraint("phone", name=op.f("uq_guru_phone")),
        sa.UniqueConstraint("username", name=op.f("uq_guru_username")),
    )
    with op.batch_alter_table("guru", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_guru_name_key"), ["name_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_guru_sekolah_id"), ["sekolah_id"], unique=False)

    op.create_table(
        "invitation",
        sa.Column("gugus_id", sa.String(length=12), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("made_by_id", sa.String(), nullable=False),
        sa.Column("made_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("needs_approval", sa.Boolean(), nullable=False),
        sa.Column("revoked_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("revoked_by_id", sa.String(), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["gugus_id"], ["gugus.id"], name=op.f("fk_invitation_gugus_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("code", name=op.f("uq_invitation_code")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_gugus_id"), ["gugus_id"], unique=False)

    op.create_table(
        "paket",
        sa.Column("gugus_id", sa.String(length=12), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("jenis", sa.String(), nullable=False),
        sa.Column("expected_hasil", sa.String(), nullable=False),
        sa.Column("competence", sa.String(), nullable=False),
        sa.Column("butir", sa.String(), nullable=True),
        sa.Column("created_by_id", sa.String(), nullable=False),
        sa.Column("created_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("split_from_id", sa.String(length=12), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["gugus_id"], ["gugus.id"], name=op.f("fk_paket_gugus_id")),
        sa.ForeignKeyConstraint(["split_from_id"], ["paket.id"], name=op.f("fk_paket_split_from_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paket")),
    )
    with op.batch_alter_table("paket", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paket_gugus_id"), ["gugus_id"], unique=False)

    op.create_table(
        "anggota",
        sa.Column("gugus_id", sa.String(length=12), nullable=False),
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("joined_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("via", sa.String(), nullable=False),
        sa.Column("admitted_by_id", sa.String(), nullable=False),
        sa.Column("left_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("left_by_id", sa.String(), nullable=True),
        sa.Column("left_reason", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["gugus_id"], ["gugus.id"], name=op.f("fk_anggota_gugus_id")),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_anggota_guru_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_anggota")),
    )
    with op.batch_alter_table("anggota", schema=None) as batch_op:
        batch_op.create_index("ix_anggota_guru", ["guru_id"], unique=False)
        batch_op.create_index(
            "uq_anggota_active",
            ["gugus_id", "guru_id"],
            unique=True,
            sqlite_where=sa.text("left_at IS NULL"),
            postgresql_where=sa.text("left_at IS NULL"),
        )

    op.create_table(
        "appointment",
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("sekolah_id", sa.String(length=12), nullable=True),
        sa.Column("wilayah_code", sa.String(), nullable=True),
        sa.Column("sk_number", sa.String(), nullable=False),
        sa.Column("sk_on", sa.Date(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("made_by_id", sa.String(), nullable=False),
        sa.Column("made_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.String(), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_appointment_guru_id")),
        sa.ForeignKeyConstraint(["sekolah_id"], ["sekolah.id"], name=op.f("fk_appointment_sekolah_id")),
        sa.ForeignKeyConstraint(["wilayah_code"], ["wilayah.code"], name=op.f("fk_appointment_wilayah_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
    )
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.create_index("ix_appointment_holder", ["guru_id", "office"], unique=False)
        batch_op.create_index(batch_op.f("ix_appointment_sekolah_id"), ["sekolah_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_appointment_wilayah_code"), ["wilayah_code"], unique=False)

    op.create_table(
        "hasil",
        sa.Column("paket_id", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("file_id", sa.String(length=12), nullable=True),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("author_id", sa.String(length=12), nullable=True),
        sa.Column("by_id", sa.String(length=12), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("removed_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("removed_by_id", sa.String(), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["guru.id"], name=op.f("fk_hasil_author_id")),
        sa.ForeignKeyConstraint(["by_id"], ["guru.id"], name=op.f("fk_hasil_by_id")),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_hasil_file_id")),
        sa.ForeignKeyConstraint(["paket_id"], ["paket.id"], name=op.f("fk_hasil_paket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hasil")),
    )
    with op.batch_alter_table("hasil", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hasil_paket_id"), ["paket_id"], unique=False)

    op.create_table(
        "join_request",
        sa.Column("gugus_id", sa.String(length=12), nullable=False),
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("invitation_id", sa.String(length=12), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("decided_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.String(), nullable=True),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["gugus_id"], ["gugus.id"], name=op.f("fk_join_request_gugus_id")),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_join_request_guru_id")),
        sa.ForeignKeyConstraint(["invitation_id"], ["invitation.id"], name=op.f("fk_join_request_invitation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_join_request")),
    )
    with op.batch_alter_table("join_request", schema=None) as batch_op:
        batch_op.create_index(
            "uq_join_request_open",
            ["gugus_id", "guru_id"],
            unique=True,
            sqlite_where=sa.text("decided_at IS NULL"),
            postgresql_where=sa.text("decided_at IS NULL"),
        )

    op.create_table(
        "kegiatan_kolektif",
        sa.Column("paket_id", sa.String(length=12), nullable=False),
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("attended", sa.Integer(), nullable=False),
        sa.Column("held", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("jp", community.kernel.database.Credit(), nullable=False),
        sa.Column("hasil_present", sa.Boolean(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("eligible", sa.Boolean(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("regulation", sa.String(), nullable=False),
        sa.Column("butir", sa.String(), nullable=True),
        sa.Column("value", community.kernel.database.Credit(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("written_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_kegiatan_kolektif_guru_id")),
        sa.ForeignKeyConstraint(["paket_id"], ["paket.id"], name=op.f("fk_kegiatan_kolektif_paket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kegiatan_kolektif")),
        sa.UniqueConstraint(
            "paket_id", "guru_id", "edition", name=op.f("uq_kegiatan_kolektif_paket_id_guru_id_edition")
        ),
    )
    with op.batch_alter_table("kegiatan_kolektif", schema=None) as batch_op:
        batch_op.create_index("ix_kegiatan_kolektif_guru", ["guru_id"], unique=False)

    op.create_table(
        "notice",
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("read_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_notice_guru_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index("ix_notice_guru", ["guru_id", "read_at"], unique=False)

    op.create_table(
        "one_time_code",
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("made_by_id", sa.String(), nullable=False),
        sa.Column("made_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("used_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_one_time_code_guru_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_code")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_one_time_code_code_hash")),
    )
    with op.batch_alter_table("one_time_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_one_time_code_guru_id"), ["guru_id"], unique=False)

    op.create_table(
        "paket_role",
        sa.Column("paket_id", sa.String(length=12), nullable=False),
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("given_by_id", sa.String(), nullable=False),
        sa.Column("given_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_paket_role_guru_id")),
        sa.ForeignKeyConstraint(["paket_id"], ["paket.id"], name=op.f("fk_paket_role_paket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paket_role")),
        sa.UniqueConstraint("paket_id", "guru_id", name=op.f("uq_paket_role_paket_id_guru_id")),
    )
    with op.batch_alter_table("paket_role", schema=None) as batch_op:
        batch_op.create_index("ix_paket_role_guru", ["guru_id"], unique=False)

    op.create_table(
        "paket_step",
        sa.Column("paket_id", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("by_id", sa.String(), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["paket_id"], ["paket.id"], name=op.f("fk_paket_step_paket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paket_step")),
        sa.UniqueConstraint("paket_id", "number", name=op.f("uq_paket_step_paket_id_number")),
    )
    op.create_table(
        "pengurus",
        sa.Column("gugus_id", sa.String(length=12), nullable=False),
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("bidang", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("made_by_id", sa.String(), nullable=False),
        sa.Column("made_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.String(), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["gugus_id"], ["gugus.id"], name=op.f("fk_pengurus_gugus_id")),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_pengurus_guru_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pengurus")),
    )
    with op.batch_alter_table("pengurus", schema=None) as batch_op:
        batch_op.create_index("ix_pengurus_guru", ["guru_id"], unique=False)
        batch_op.create_index(
            "uq_pengurus_ketua",
            ["gugus_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL AND office = 'ketua'"),
            postgresql_where=sa.text("ended_at IS NULL AND office = 'ketua'"),
        )

    op.create_table(
        "pertemuan",
        sa.Column("paket_id", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("starts_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ends_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("agenda", sa.String(), nullable=False),
        sa.Column("agenda_html", sa.String(), nullable=False),
        sa.Column("break_minutes", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("minutes_per_jp", sa.Integer(), nullable=False),
        sa.Column("jp", community.kernel.database.Credit(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("created_by_id", sa.String(), nullable=False),
        sa.Column("created_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["paket_id"], ["paket.id"], name=op.f("fk_pertemuan_paket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pertemuan")),
    )
    with op.batch_alter_table("pertemuan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pertemuan_paket_id"), ["paket_id"], unique=False)
        batch_op.create_index("ix_pertemuan_starts_at", ["starts_at"], unique=False)

    op.create_table(
        "record_reading",
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("reader_id", sa.String(), nullable=False),
        sa.Column("reader_name", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_record_reading_guru_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_reading")),
    )
    with op.batch_alter_table("record_reading", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_record_reading_guru_id"), ["guru_id"], unique=False)

    op.create_table(
        "sign_in",
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("seen_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("revoked_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("revoked_by_id", sa.String(), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_sign_in_guru_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_token_hash")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_guru_id"), ["guru_id"], unique=False)

    op.create_table(
        "teacher_import",
        sa.Column("gugus_id", sa.String(length=12), nullable=False),
        sa.Column("file_id", sa.String(length=12), nullable=False),
        sa.Column("made_by_id", sa.String(length=12), nullable=False),
        sa.Column("made_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("titles", sa.JSON(), nullable=False),
        sa.Column("skipped", sa.JSON(), nullable=False),
        sa.Column("finished_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_teacher_import_file_id")),
        sa.ForeignKeyConstraint(["gugus_id"], ["gugus.id"], name=op.f("fk_teacher_import_gugus_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["guru.id"], name=op.f("fk_teacher_import_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_teacher_import")),
    )
    with op.batch_alter_table("teacher_import", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_teacher_import_gugus_id"), ["gugus_id"], unique=False)

    op.create_table(
        "correction",
        sa.Column("pertemuan_id", sa.String(length=12), nullable=False),
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("from_status", sa.String(), nullable=True),
        sa.Column("to_status", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("proposed_by_id", sa.String(length=12), nullable=False),
        sa.Column("proposed_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.String(length=12), nullable=True),
        sa.Column("decided_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["decided_by_id"], ["guru.id"], name=op.f("fk_correction_decided_by_id")),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_correction_guru_id")),
        sa.ForeignKeyConstraint(["pertemuan_id"], ["pertemuan.id"], name=op.f("fk_correction_pertemuan_id")),
        sa.ForeignKeyConstraint(["proposed_by_id"], ["guru.id"], name=op.f("fk_correction_proposed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    with op.batch_alter_table("correction", schema=None) as batch_op:
        batch_op.create_index("ix_correction_pertemuan", ["pertemuan_id"], unique=False)

    op.create_table(
        "kehadiran",
        sa.Column("pertemuan_id", sa.String(length=12), nullable=False),
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("masuk_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("keluar_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("via", sa.String(), nullable=False),
        sa.Column("by_id", sa.String(), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_kehadiran_guru_id")),
        sa.ForeignKeyConstraint(["pertemuan_id"], ["pertemuan.id"], name=op.f("fk_kehadiran_pertemuan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kehadiran")),
        sa.UniqueConstraint("pertemuan_id", "guru_id", name=op.f("uq_kehadiran_pertemuan_id_guru_id")),
    )
    with op.batch_alter_table("kehadiran", schema=None) as batch_op:
        batch_op.create_index("ix_kehadiran_guru", ["guru_id"], unique=False)

    op.create_table(
        "keputusan",
        sa.Column("pertemuan_id", sa.String(length=12), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("by_id", sa.String(), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by_id", sa.String(), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["pertemuan_id"], ["pertemuan.id"], name=op.f("fk_keputusan_pertemuan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_keputusan")),
    )
    with op.batch_alter_table("keputusan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_keputusan_pertemuan_id"), ["pertemuan_id"], unique=False)

    op.create_table(
        "mark",
        sa.Column("pertemuan_id", sa.String(length=12), nullable=False),
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("masuk_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("keluar_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("via", sa.String(), nullable=False),
        sa.Column("by_id", sa.String(length=12), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["guru.id"], name=op.f("fk_mark_by_id")),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_mark_guru_id")),
        sa.ForeignKeyConstraint(["pertemuan_id"], ["pertemuan.id"], name=op.f("fk_mark_pertemuan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mark")),
    )
    with op.batch_alter_table("mark", schema=None) as batch_op:
        batch_op.create_index("ix_mark_pertemuan", ["pertemuan_id", "guru_id", "at"], unique=False)

    op.create_table(
        "narasumber",
        sa.Column("pertemuan_id", sa.String(length=12), nullable=False),
        sa.Column("guru_id", sa.String(length=12), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_narasumber_guru_id")),
        sa.ForeignKeyConstraint(["pertemuan_id"], ["pertemuan.id"], name=op.f("fk_narasumber_pertemuan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_narasumber")),
    )
    with op.batch_alter_table("narasumber", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_narasumber_pertemuan_id"), ["pertemuan_id"], unique=False)

    op.create_table(
        "notulen",
        sa.Column("pertemuan_id", sa.String(length=12), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("by_id", sa.String(length=12), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["guru.id"], name=op.f("fk_notulen_by_id")),
        sa.ForeignKeyConstraint(["pertemuan_id"], ["pertemuan.id"], name=op.f("fk_notulen_pertemuan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notulen")),
        sa.UniqueConstraint("pertemuan_id", "edition", name=op.f("uq_notulen_pertemuan_id_edition")),
    )
    op.create_table(
        "pertemuan_step",
        sa.Column("pertemuan_id", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("by_id", sa.String(), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("old_starts_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("old_ends_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("old_place", sa.String(), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["pertemuan_id"], ["pertemuan.id"], name=op.f("fk_pertemuan_step_pertemuan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pertemuan_step")),
        sa.UniqueConstraint("pertemuan_id", "number", name=op.f("uq_pertemuan_step_pertemuan_id_number")),
    )
    op.create_table(
        "rsvp",
        sa.Column("pertemuan_id", sa.String(length=12), nullable=False),
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_rsvp_guru_id")),
        sa.ForeignKeyConstraint(["pertemuan_id"], ["pertemuan.id"], name=op.f("fk_rsvp_pertemuan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rsvp")),
        sa.UniqueConstraint("pertemuan_id", "guru_id", name=op.f("uq_rsvp_pertemuan_id_guru_id")),
    )
    op.create_table(
        "teacher_import_row",
        sa.Column("import_id", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("guru_id", sa.String(length=12), nullable=True),
        sa.Column("candidate_id", sa.String(length=12), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("applied_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["candidate_id"], ["guru.id"], name=op.f("fk_teacher_import_row_candidate_id")),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_teacher_import_row_guru_id")),
        sa.ForeignKeyConstraint(["import_id"], ["teacher_import.id"], name=op.f("fk_teacher_import_row_import_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_teacher_import_row")),
        sa.UniqueConstraint("import_id", "number", name=op.f("uq_teacher_import_row_import_id_number")),
    )
    op.create_table(
        "tindak_lanjut",
        sa.Column("pertemuan_id", sa.String(length=12), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("guru_id", sa.String(length=12), nullable=True),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("by_id", sa.String(), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("done_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("done_by_id", sa.String(), nullable=True),
        sa.Column("withdrawn_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by_id", sa.String(), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_tindak_lanjut_guru_id")),
        sa.ForeignKeyConstraint(["pertemuan_id"], ["pertemuan.id"], name=op.f("fk_tindak_lanjut_pertemuan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tindak_lanjut")),
    )
    with op.batch_alter_table("tindak_lanjut", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tindak_lanjut_guru_id"), ["guru_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tindak_lanjut_pertemuan_id"), ["pertemuan_id"], unique=False)

    op.create_table(
        "usulan",
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("paket_id", sa.String(length=12), nullable=False),
        sa.Column("kegiatan_id", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("regulation", sa.String(), nullable=False),
        sa.Column("butir", sa.String(), nullable=False),
        sa.Column("value", community.kernel.database.Credit(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("materi", sa.String(), nullable=False),
        sa.Column("tindak_lanjut", sa.String(), nullable=False),
        sa.Column("dampak", sa.String(), nullable=False),
        sa.Column("sekolah_id", sa.String(length=12), nullable=True),
        sa.Column("koordinator_id", sa.String(length=12), nullable=True),
        sa.Column("submitted_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ratified_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ratified_how", sa.String(), nullable=False),
        sa.Column("forwarded_by_id", sa.String(), nullable=False),
        sa.Column("forwarded_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_usulan_guru_id")),
        sa.ForeignKeyConstraint(["kegiatan_id"], ["kegiatan_kolektif.id"], name=op.f("fk_usulan_kegiatan_id")),
        sa.ForeignKeyConstraint(["koordinator_id"], ["guru.id"], name=op.f("fk_usulan_koordinator_id")),
        sa.ForeignKeyConstraint(["paket_id"], ["paket.id"], name=op.f("fk_usulan_paket_id")),
        sa.ForeignKeyConstraint(["sekolah_id"], ["sekolah.id"], name=op.f("fk_usulan_sekolah_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_usulan")),
        sa.UniqueConstraint("guru_id", "paket_id", name=op.f("uq_usulan_guru_id_paket_id")),
    )
    with op.batch_alter_table("usulan", schema=None) as batch_op:
        batch_op.create_index("ix_usulan_koordinator", ["koordinator_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_usulan_paket_id"), ["paket_id"], unique=False)
        batch_op.create_index("ix_usulan_sekolah", ["sekolah_id", "state"], unique=False)

    op.create_table(
        "difference",
        sa.Column("usulan_id", sa.String(length=12), nullable=False),
        sa.Column("kegiatan_id", sa.String(length=12), nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("settled_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("settled_by_id", sa.String(), nullable=True),
        sa.Column("settlement", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["kegiatan_id"], ["kegiatan_kolektif.id"], name=op.f("fk_difference_kegiatan_id")),
        sa.ForeignKeyConstraint(["usulan_id"], ["usulan.id"], name=op.f("fk_difference_usulan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_difference")),
        sa.UniqueConstraint("usulan_id", "kegiatan_id", name=op.f("uq_difference_usulan_id_kegiatan_id")),
    )
    op.create_table(
        "evidence",
        sa.Column("usulan_id", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("file_id", sa.String(length=12), nullable=False),
        sa.Column("by_id", sa.String(), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("removed_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_evidence_file_id")),
        sa.ForeignKeyConstraint(["usulan_id"], ["usulan.id"], name=op.f("fk_evidence_usulan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_usulan_id"), ["usulan_id"], unique=False)

    op.create_table(
        "ledger_entry",
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("usulan_id", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reverses_id", sa.String(length=12), nullable=True),
        sa.Column("regulation", sa.String(), nullable=False),
        sa.Column("butir", sa.String(), nullable=False),
        sa.Column("value", community.kernel.database.Credit(), nullable=False),
        sa.Column("jp", community.kernel.database.Credit(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("by_id", sa.String(), nullable=False),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_ledger_entry_guru_id")),
        sa.ForeignKeyConstraint(["reverses_id"], ["ledger_entry.id"], name=op.f("fk_ledger_entry_reverses_id")),
        sa.ForeignKeyConstraint(["usulan_id"], ["usulan.id"], name=op.f("fk_ledger_entry_usulan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_entry")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_ledger_entry_reverses_id")),
        sa.UniqueConstraint("usulan_id", "number", name=op.f("uq_ledger_entry_usulan_id_number")),
    )
    with op.batch_alter_table("ledger_entry", schema=None) as batch_op:
        batch_op.create_index("ix_ledger_entry_guru", ["guru_id", "on"], unique=False)

    op.create_table(
        "usulan_step",
        sa.Column("usulan_id", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("by_id", sa.String(), nullable=False),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("reason_code", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["usulan_id"], ["usulan.id"], name=op.f("fk_usulan_step_usulan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_usulan_step")),
        sa.UniqueConstraint("usulan_id", "number", name=op.f("uq_usulan_step_usulan_id_number")),
    )
    for statement in GUARDS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("usulan_step")
    with op.batch_alter_table("ledger_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_ledger_entry_guru")

    op.drop_table("ledger_entry")
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_usulan_id"))

    op.drop_table("evidence")
    op.drop_table("difference")
    with op.batch_alter_table("usulan", schema=None) as batch_op:
        batch_op.drop_index("ix_usulan_sekolah")
        batch_op.drop_index(batch_op.f("ix_usulan_paket_id"))
        batch_op.drop_index("ix_usulan_koordinator")

    op.drop_table("usulan")
    with op.batch_alter_table("tindak_lanjut", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tindak_lanjut_pertemuan_id"))
        batch_op.drop_index(batch_op.f("ix_tindak_lanjut_guru_id"))

    op.drop_table("tindak_lanjut")
    op.drop_table("teacher_import_row")
    op.drop_table("rsvp")
    op.drop_table("pertemuan_step")
    op.drop_table("notulen")
    with op.batch_alter_table("narasumber", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_narasumber_pertemuan_id"))

    op.drop_table("narasumber")
    with op.batch_alter_table("mark", schema=None) as batch_op:
        batch_op.drop_index("ix_mark_pertemuan")

    op.drop_table("mark")
    with op.batch_alter_table("keputusan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_keputusan_pertemuan_id"))

    op.drop_table("keputusan")
    with op.batch_alter_table("kehadiran", schema=None) as batch_op:
        batch_op.drop_index("ix_kehadiran_guru")

    op.drop_table("kehadiran")
    with op.batch_alter_table("correction", schema=None) as batch_op:
        batch_op.drop_index("ix_correction_pertemuan")

    op.drop_table("correction")
    with op.batch_alter_table("teacher_import", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_teacher_import_gugus_id"))

    op.drop_table("teacher_import")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_guru_id"))

    op.drop_table("sign_in")
    with op.batch_alter_table("record_reading", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_record_reading_guru_id"))

    op.drop_table("record_reading")
    with op.batch_alter_table("pertemuan", schema=None) as batch_op:
        batch_op.drop_index("ix_pertemuan_starts_at")
        batch_op.drop_index(batch_op.f("ix_pertemuan_paket_id"))

    op.drop_table("pertemuan")
    with op.batch_alter_table("pengurus", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_pengurus_ketua",
            sqlite_where=sa.text("ended_at IS NULL AND office = 'ketua'"),
            postgresql_where=sa.text("ended_at IS NULL AND office = 'ketua'"),
        )
        batch_op.drop_index("ix_pengurus_guru")

    op.drop_table("pengurus")
    op.drop_table("paket_step")
    with op.batch_alter_table("paket_role", schema=None) as batch_op:
        batch_op.drop_index("ix_paket_role_guru")

    op.drop_table("paket_role")
    with op.batch_alter_table("one_time_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_one_time_code_guru_id"))

    op.drop_table("one_time_code")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index("ix_notice_guru")

    op.drop_table("notice")
    with op.batch_alter_table("kegiatan_kolektif", schema=None) as batch_op:
        batch_op.drop_index("ix_kegiatan_kolektif_guru")

    op.drop_table("kegiatan_kolektif")
    with op.batch_alter_table("join_request", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_join_request_open",
            sqlite_where=sa.text("decided_at IS NULL"),
            postgresql_where=sa.text("decided_at IS NULL"),
        )

    op.drop_table("join_request")
    with op.batch_alter_table("hasil", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hasil_paket_id"))

    op.drop_table("hasil")
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_appointment_wilayah_code"))
        batch_op.drop_index(batch_op.f("ix_appointment_sekolah_id"))
        batch_op.drop_index("ix_appointment_holder")

    op.drop_table("appointment")
    with op.batch_alter_table("anggota", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_anggota_active", sqlite_where=sa.text("left_at IS NULL"), postgresql_where=sa.text("left_at IS NULL")
        )
        batch_op.drop_index("ix_anggota_guru")

    op.drop_table("anggota")
    with op.batch_alter_table("paket", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_paket_gugus_id"))

    op.drop_table("paket")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_gugus_id"))

    op.drop_table("invitation")
    with op.batch_alter_table("guru", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_guru_sekolah_id"))
        batch_op.drop_index(batch_op.f("ix_guru_name_key"))

    op.drop_table("guru")
    with op.batch_alter_table("gugus_sekolah", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_gugus_sekolah_sekolah_id"))

    op.drop_table("gugus_sekolah")
    with op.batch_alter_table("sekolah", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sekolah_name"))
        batch_op.drop_index(batch_op.f("ix_sekolah_kecamatan_code"))

    op.drop_table("sekolah")
    with op.batch_alter_table("gugus", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_gugus_wilayah_code"))

    op.drop_table("gugus")
    with op.batch_alter_table("wilayah", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wilayah_parent_code"))

    op.drop_table("wilayah")
    with op.batch_alter_table("stored_file", schema=None) as batch_op:
        batch_op.drop_index("ix_stored_file_about")

    op.drop_table("stored_file")
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.drop_index("ix_activity_about")

    op.drop_table("activity")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION ledger_entry_guard()")
