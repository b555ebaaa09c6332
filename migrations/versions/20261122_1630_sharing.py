"""sharing"""

import sqlalchemy as sa
from alembic import op

import community.kernel.database


revision = "sharing"
down_revision = "spine"
branch_labels = None
depends_on = None

# What each database keeps beside the documents to find words fast; Alembic knows neither.
WORDS = {
    "sqlite": [
        """CREATE VIRTUAL TABLE search_words USING fts5(stems, marks, content='search_document', content_rowid='number', detail=none, columnsize=0, tokenize="ascii tokenchars ':-_'")""",
        """CREATE TRIGGER search_words_add AFTER INSERT ON search_document BEGIN INSERT INTO search_words(rowid, stems, marks) VALUES (new.number, new.stems, new.marks); END""",
        """CREATE TRIGGER search_words_drop AFTER DELETE ON search_document BEGIN INSERT INTO search_words(search_words, rowid, stems, marks) VALUES ('delete', old.number, old.stems, old.marks); END""",
        """CREATE TRIGGER search_words_change AFTER UPDATE OF stems, marks ON search_document BEGIN INSERT INTO search_words(search_words, rowid, stems, marks) VALUES ('delete', old.number, old.stems, old.marks); INSERT INTO search_words(rowid, stems, marks) VALUES (new.number, new.stems, new.marks); END""",
    ],
    "postgresql": [
        """ALTER TABLE search_document ADD COLUMN search_words tsvector GENERATED ALWAYS AS (array_to_tsvector(string_to_array(ltrim(stems || ' ' || marks), ' '))) STORED""",
        """ALTER TABLE search_document ALTER COLUMN search_words SET STORAGE MAIN""",
        """CREATE INDEX search_words_gin ON search_document USING gin (search_words)""",
    ],
}


def upgrade() -> None:
    op.create_table(
        "periodic_run",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_periodic_run")),
    )
    op.create_table(
        "resumable_upload",
        sa.Column("by_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("gugus_id", sa.String(), nullable=True),
        sa.Column("started_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resumable_upload")),
    )
    with op.batch_alter_table("resumable_upload", schema=None) as batch_op:
        batch_op.create_index("ix_resumable_upload_by", ["by_id", "started_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_resumable_upload_expires_at"), ["expires_at"], unique=False)

    op.create_table(
        "search_document",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about_id", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("gugus_id", sa.String(), nullable=True),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("facets", sa.String(), nullable=False),
        sa.Column("marks", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("stems", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_search_document")),
        sa.UniqueConstraint("kind", "about_id", "audience", name=op.f("uq_search_document_kind_about_id_audience")),
    )
    with op.batch_alter_table("search_document", schema=None) as batch_op:
        batch_op.create_index("ix_search_document_audience", ["audience"], unique=False)

    op.create_table(
        "search_word",
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("letters", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_search_word")),
    )
    with op.batch_alter_table("search_word", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_search_word_letters"), ["letters"], unique=False)

    op.create_table(
        "material_rubric",
        sa.Column("gugus_id", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("needed", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.String(), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["gugus_id"], ["gugus.id"], name=op.f("fk_material_rubric_gugus_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material_rubric")),
        sa.UniqueConstraint("gugus_id", "number", name=op.f("uq_material_rubric_gugus_id_number")),
    )
    op.create_table(
        "own_instrument",
        sa.Column("gugus_id", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("draft", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("copied_from", sa.String(), nullable=False),
        sa.Column("made_by_id", sa.String(), nullable=False),
        sa.Column("made_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("saved_by_id", sa.String(), nullable=False),
        sa.Column("saved_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("retired_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("retired_by_id", sa.String(), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["gugus_id"], ["gugus.id"], name=op.f("fk_own_instrument_gugus_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_instrument")),
    )
    with op.batch_alter_table("own_instrument", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_own_instrument_gugus_id"), ["gugus_id"], unique=False)

    op.create_table(
        "feed_token",
        sa.Column("gugus_id", sa.String(length=12), nullable=False),
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["gugus_id"], ["gugus.id"], name=op.f("fk_feed_token_gugus_id")),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_feed_token_guru_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feed_token")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_feed_token_token_hash")),
    )
    with op.batch_alter_table("feed_token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_feed_token_guru_id"), ["guru_id"], unique=False)
        batch_op.create_index(
            "uq_feed_token_now",
            ["gugus_id", "guru_id"],
            unique=True,
            sqlite_where=sa.text("revoked_at IS NULL"),
            postgresql_where=sa.text("revoked_at IS NULL"),
        )

    op.create_table(
        "instrument_edition",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("instrument_id", sa.String(length=12), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("by_id", sa.String(), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(
            ["instrument_id"], ["own_instrument.id"], name=op.f("fk_instrument_edition_instrument_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instrument_edition")),
        sa.UniqueConstraint("code", name=op.f("uq_instrument_edition_code")),
        sa.UniqueConstraint("instrument_id", "number", name=op.f("uq_instrument_edition_instrument_id_number")),
    )
    op.create_table(
        "kabar",
        sa.Column("gugus_id", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("important", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.String(length=12), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("active_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("posts_number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["guru.id"], name=op.f("fk_kabar_by_id")),
        sa.ForeignKeyConstraint(["gugus_id"], ["gugus.id"], name=op.f("fk_kabar_gugus_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kabar")),
    )
    with op.batch_alter_table("kabar", schema=None) as batch_op:
        batch_op.create_index("ix_kabar_gugus", ["gugus_id", "active_at"], unique=False)

    op.create_table(
        "material",
        sa.Column("gugus_id", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("visibility", sa.String(), nullable=False),
        sa.Column("current_number", sa.Integer(), nullable=False),
        sa.Column("adapted_from_id", sa.String(length=12), nullable=True),
        sa.Column("adapted_from_number", sa.Integer(), nullable=True),
        sa.Column("created_by_id", sa.String(length=12), nullable=False),
        sa.Column("created_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("changed_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("removed_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("removed_by_id", sa.String(), nullable=True),
        sa.Column("removed_reason", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["adapted_from_id"], ["material.id"], name=op.f("fk_material_adapted_from_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["guru.id"], name=op.f("fk_material_created_by_id")),
        sa.ForeignKeyConstraint(["gugus_id"], ["gugus.id"], name=op.f("fk_material_gugus_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material")),
    )
    with op.batch_alter_table("material", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_material_adapted_from_id"), ["adapted_from_id"], unique=False)
        batch_op.create_index("ix_material_changed", ["changed_at", "id"], unique=False)
        batch_op.create_index("ix_material_gugus", ["gugus_id", "changed_at"], unique=False)

    op.create_table(
        "material_pack",
        sa.Column("gugus_id", sa.String(length=12), nullable=False),
        sa.Column("made_by_id", sa.String(length=12), nullable=False),
        sa.Column("made_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("version_ids", sa.JSON(), nullable=False),
        sa.Column("packed_ids", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("ready_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("file_id", sa.String(length=12), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_material_pack_file_id")),
        sa.ForeignKeyConstraint(["gugus_id"], ["gugus.id"], name=op.f("fk_material_pack_gugus_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["guru.id"], name=op.f("fk_material_pack_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material_pack")),
    )
    with op.batch_alter_table("material_pack", schema=None) as batch_op:
        batch_op.create_index("ix_material_pack_gugus", ["gugus_id", "made_at"], unique=False)
        batch_op.create_index("ix_material_pack_state", ["state", "made_at"], unique=False)
        batch_op.create_index(
            "uq_material_pack_under_way",
            ["made_by_id"],
            unique=True,
            sqlite_where=sa.text("state = 'dikemas'"),
            postgresql_where=sa.text("state = 'dikemas'"),
        )

    op.create_table(
        "material_rubric_line",
        sa.Column("rubric_id", sa.String(length=12), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("levels", sa.JSON(), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["rubric_id"], ["material_rubric.id"], name=op.f("fk_material_rubric_line_rubric_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material_rubric_line")),
        sa.UniqueConstraint("rubric_id", "position", name=op.f("uq_material_rubric_line_rubric_id_position")),
    )
    op.create_table(
        "notice_choice",
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("app", sa.Boolean(), nullable=False),
        sa.Column("mail", sa.Boolean(), nullable=False),
        sa.Column("push", sa.Boolean(), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_notice_choice_guru_id")),
        sa.PrimaryKeyConstraint("guru_id", "kind", name=op.f("pk_notice_choice")),
    )
    op.create_table(
        "notice_settings",
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("letters", sa.String(), nullable=False),
        sa.Column("quiet_from", sa.Time(), nullable=False),
        sa.Column("quiet_until", sa.Time(), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_notice_settings_guru_id")),
        sa.PrimaryKeyConstraint("guru_id", name=op.f("pk_notice_settings")),
    )
    op.create_table(
        "report_case",
        sa.Column("gugus_id", sa.String(length=12), nullable=False),
        sa.Column("about_kind", sa.String(), nullable=False),
        sa.Column("about_id", sa.String(), nullable=False),
        sa.Column("author_id", sa.String(length=12), nullable=True),
        sa.Column("reported_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["guru.id"], name=op.f("fk_report_case_author_id")),
        sa.ForeignKeyConstraint(["gugus_id"], ["gugus.id"], name=op.f("fk_report_case_gugus_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_case")),
        sa.UniqueConstraint("about_kind", "about_id", name=op.f("uq_report_case_about_kind_about_id")),
    )
    with op.batch_alter_table("report_case", schema=None) as batch_op:
        batch_op.create_index("ix_report_case_gugus", ["gugus_id", "reported_at"], unique=False)

    op.create_table(
        "kabar_pin",
        sa.Column("kabar_id", sa.String(length=12), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("by_id", sa.String(), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("removed_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("removed_by_id", sa.String(), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["kabar_id"], ["kabar.id"], name=op.f("fk_kabar_pin_kabar_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kabar_pin")),
    )
    with op.batch_alter_table("kabar_pin", schema=None) as batch_op:
        batch_op.create_index(
            "uq_kabar_pin_now",
            ["kabar_id"],
            unique=True,
            sqlite_where=sa.text("removed_at IS NULL"),
            postgresql_where=sa.text("removed_at IS NULL"),
        )

    op.create_table(
        "kabar_post",
        sa.Column("kabar_id", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.String(length=12), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("reply_to_id", sa.String(length=12), nullable=True),
        sa.Column("edition_number", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by_id", sa.String(length=12), nullable=True),
        sa.Column("withdrawn_reason", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["guru.id"], name=op.f("fk_kabar_post_by_id")),
        sa.ForeignKeyConstraint(["kabar_id"], ["kabar.id"], name=op.f("fk_kabar_post_kabar_id")),
        sa.ForeignKeyConstraint(["reply_to_id"], ["kabar_post.id"], name=op.f("fk_kabar_post_reply_to_id")),
        sa.ForeignKeyConstraint(["withdrawn_by_id"], ["guru.id"], name=op.f("fk_kabar_post_withdrawn_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kabar_post")),
        sa.UniqueConstraint("by_id", "key", name=op.f("uq_kabar_post_by_id_key")),
        sa.UniqueConstraint("kabar_id", "number", name=op.f("uq_kabar_post_kabar_id_number")),
    )
    with op.batch_alter_table("kabar_post", schema=None) as batch_op:
        batch_op.create_index("ix_kabar_post_at", ["kabar_id", "at"], unique=False)

    op.create_table(
        "kabar_reading",
        sa.Column("kabar_id", sa.String(length=12), nullable=False),
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("seen_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_kabar_reading_guru_id")),
        sa.ForeignKeyConstraint(["kabar_id"], ["kabar.id"], name=op.f("fk_kabar_reading_kabar_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kabar_reading")),
        sa.UniqueConstraint("kabar_id", "guru_id", name=op.f("uq_kabar_reading_kabar_id_guru_id")),
    )
    with op.batch_alter_table("kabar_reading", schema=None) as batch_op:
        batch_op.create_index("ix_kabar_reading_guru", ["guru_id"], unique=False)

    op.create_table(
        "material_author",
        sa.Column("material_id", sa.String(length=12), nullable=False),
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.String(), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.String(), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_material_author_guru_id")),
        sa.ForeignKeyConstraint(["material_id"], ["material.id"], name=op.f("fk_material_author_material_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material_author")),
    )
    with op.batch_alter_table("material_author", schema=None) as batch_op:
        batch_op.create_index("ix_material_author_guru", ["guru_id"], unique=False)
        batch_op.create_index(
            "uq_material_author_now",
            ["material_id", "guru_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "material_status_mark",
        sa.Column("material_id", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by_id", sa.String(length=12), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["guru.id"], name=op.f("fk_material_status_mark_by_id")),
        sa.ForeignKeyConstraint(["material_id"], ["material.id"], name=op.f("fk_material_status_mark_material_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material_status_mark")),
    )
    with op.batch_alter_table("material_status_mark", schema=None) as batch_op:
        batch_op.create_index("ix_material_status_mark_material", ["material_id", "at"], unique=False)

    op.create_table(
        "material_use",
        sa.Column("material_id", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("used_on", sa.Date(), nullable=False),
        sa.Column("kelas", sa.String(), nullable=False),
        sa.Column("fase", sa.String(), nullable=False),
        sa.Column("pupils", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("removed_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("removed_by_id", sa.String(), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_material_use_guru_id")),
        sa.ForeignKeyConstraint(["material_id"], ["material.id"], name=op.f("fk_material_use_material_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material_use")),
    )
    with op.batch_alter_table("material_use", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_material_use_guru_id"), ["guru_id"], unique=False)
        batch_op.create_index(
            "uq_material_use_once",
            ["material_id", "guru_id", "used_on", "kelas"],
            unique=True,
            sqlite_where=sa.text("removed_at IS NULL"),
            postgresql_where=sa.text("removed_at IS NULL"),
        )

    op.create_table(
        "material_version",
        sa.Column("material_id", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=True),
        sa.Column("beside", sa.Boolean(), nullable=False),
        sa.Column("joins", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("jenjang", sa.String(), nullable=False),
        sa.Column("fase", sa.String(), nullable=False),
        sa.Column("kelas", sa.String(), nullable=False),
        sa.Column("mapel", sa.String(), nullable=False),
        sa.Column("cp", sa.String(), nullable=False),
        sa.Column("tp", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("licence", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("by_id", sa.String(length=12), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["guru.id"], name=op.f("fk_material_version_by_id")),
        sa.ForeignKeyConstraint(["material_id"], ["material.id"], name=op.f("fk_material_version_material_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material_version")),
        sa.UniqueConstraint("material_id", "number", name=op.f("uq_material_version_material_id_number")),
    )
    op.create_table(
        "observation",
        sa.Column("gugus_id", sa.String(length=12), nullable=False),
        sa.Column("edition_id", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("teacher_id", sa.String(length=12), nullable=False),
        sa.Column("sekolah_id", sa.String(length=12), nullable=True),
        sa.Column("class_name", sa.String(), nullable=False),
        sa.Column("mapel", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("starts_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ends_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("pertemuan_id", sa.String(length=12), nullable=True),
        sa.Column("follows_id", sa.String(length=12), nullable=True),
        sa.Column("cycle", sa.Integer(), nullable=False),
        sa.Column("proposed_by_id", sa.String(), nullable=False),
        sa.Column("proposed_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("reminded_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["instrument_edition.id"], name=op.f("fk_observation_edition_id")),
        sa.ForeignKeyConstraint(["follows_id"], ["observation.id"], name=op.f("fk_observation_follows_id")),
        sa.ForeignKeyConstraint(["gugus_id"], ["gugus.id"], name=op.f("fk_observation_gugus_id")),
        sa.ForeignKeyConstraint(["pertemuan_id"], ["pertemuan.id"], name=op.f("fk_observation_pertemuan_id")),
        sa.ForeignKeyConstraint(["sekolah_id"], ["sekolah.id"], name=op.f("fk_observation_sekolah_id")),
        sa.ForeignKeyConstraint(["teacher_id"], ["guru.id"], name=op.f("fk_observation_teacher_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observation")),
    )
    with op.batch_alter_table("observation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_observation_follows_id"), ["follows_id"], unique=False)
        batch_op.create_index("ix_observation_gugus", ["gugus_id", "starts_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_observation_pertemuan_id"), ["pertemuan_id"], unique=False)
        batch_op.create_index("ix_observation_starts", ["starts_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_observation_teacher_id"), ["teacher_id"], unique=False)

    op.create_table(
        "push_subscription",
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("sign_in_id", sa.String(length=12), nullable=True),
        sa.Column("endpoint", sa.String(), nullable=False),
        sa.Column("p256dh", sa.String(), nullable=False),
        sa.Column("auth", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_push_subscription_guru_id")),
        sa.ForeignKeyConstraint(["sign_in_id"], ["sign_in.id"], name=op.f("fk_push_subscription_sign_in_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_push_subscription")),
        sa.UniqueConstraint("endpoint", name=op.f("uq_push_subscription_endpoint")),
    )
    with op.batch_alter_table("push_subscription", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_push_subscription_guru_id"), ["guru_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_push_subscription_sign_in_id"), ["sign_in_id"], unique=False)

    op.create_table(
        "ruling",
        sa.Column("case_id", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by_id", sa.String(length=12), nullable=True),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["guru.id"], name=op.f("fk_ruling_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["report_case.id"], name=op.f("fk_ruling_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ruling")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_ruling_case_id_number")),
    )
    op.create_table(
        "follow_up",
        sa.Column("observation_id", sa.String(length=12), nullable=False),
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("who_id", sa.String(length=12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("done_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("done_by_id", sa.String(), nullable=True),
        sa.Column("withdrawn_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by_id", sa.String(), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_follow_up_guru_id")),
        sa.ForeignKeyConstraint(["observation_id"], ["observation.id"], name=op.f("fk_follow_up_observation_id")),
        sa.ForeignKeyConstraint(["who_id"], ["guru.id"], name=op.f("fk_follow_up_who_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
    )
    with op.batch_alter_table("follow_up", schema=None) as batch_op:
        batch_op.create_index("ix_follow_up_observation", ["observation_id"], unique=False)
        batch_op.create_index("ix_follow_up_who", ["who_id", "done_at"], unique=False)

    op.create_table(
        "head_grant",
        sa.Column("observation_id", sa.String(length=12), nullable=False),
        sa.Column("given_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["observation_id"], ["observation.id"], name=op.f("fk_head_grant_observation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_head_grant")),
    )
    with op.batch_alter_table("head_grant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_head_grant_observation_id"), ["observation_id"], unique=False)

    op.create_table(
        "kabar_edition",
        sa.Column("post_id", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("by_id", sa.String(), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["post_id"], ["kabar_post.id"], name=op.f("fk_kabar_edition_post_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kabar_edition")),
        sa.UniqueConstraint("post_id", "number", name=op.f("uq_kabar_edition_post_id_number")),
    )
    op.create_table(
        "material_comment",
        sa.Column("material_id", sa.String(length=12), nullable=False),
        sa.Column("version_id", sa.String(length=12), nullable=False),
        sa.Column("parent_id", sa.String(length=12), nullable=True),
        sa.Column("block", sa.Integer(), nullable=False),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("by_id", sa.String(length=12), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("resolved_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("resolved_by_id", sa.String(), nullable=True),
        sa.Column("removed_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("removed_by_id", sa.String(), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["guru.id"], name=op.f("fk_material_comment_by_id")),
        sa.ForeignKeyConstraint(["material_id"], ["material.id"], name=op.f("fk_material_comment_material_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["material_comment.id"], name=op.f("fk_material_comment_parent_id")),
        sa.ForeignKeyConstraint(["version_id"], ["material_version.id"], name=op.f("fk_material_comment_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material_comment")),
    )
    with op.batch_alter_table("material_comment", schema=None) as batch_op:
        batch_op.create_index("ix_material_comment_material", ["material_id", "at"], unique=False)
        batch_op.create_index(batch_op.f("ix_material_comment_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "material_ratification",
        sa.Column("material_id", sa.String(length=12), nullable=False),
        sa.Column("version_id", sa.String(length=12), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("letter_number", sa.String(), nullable=False),
        sa.Column("letter_on", sa.Date(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("file_id", sa.String(length=12), nullable=True),
        sa.Column("by_id", sa.String(length=12), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by_id", sa.String(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["guru.id"], name=op.f("fk_material_ratification_by_id")),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_material_ratification_file_id")),
        sa.ForeignKeyConstraint(["material_id"], ["material.id"], name=op.f("fk_material_ratification_material_id")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["material_version.id"], name=op.f("fk_material_ratification_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material_ratification")),
    )
    with op.batch_alter_table("material_ratification", schema=None) as batch_op:
        batch_op.create_index(
            "uq_material_ratification_letter",
            ["material_id", "level", "letter_number"],
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )

    op.create_table(
        "material_review",
        sa.Column("material_id", sa.String(length=12), nullable=False),
        sa.Column("version_id", sa.String(length=12), nullable=False),
        sa.Column("rubric_id", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("by_id", sa.String(length=12), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["guru.id"], name=op.f("fk_material_review_by_id")),
        sa.ForeignKeyConstraint(["material_id"], ["material.id"], name=op.f("fk_material_review_material_id")),
        sa.ForeignKeyConstraint(["rubric_id"], ["material_rubric.id"], name=op.f("fk_material_review_rubric_id")),
        sa.ForeignKeyConstraint(["version_id"], ["material_version.id"], name=op.f("fk_material_review_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material_review")),
        sa.UniqueConstraint("version_id", "by_id", "number", name=op.f("uq_material_review_version_id_by_id_number")),
    )
    with op.batch_alter_table("material_review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_material_review_material_id"), ["material_id"], unique=False)

    op.create_table(
        "material_version_file",
        sa.Column("version_id", sa.String(length=12), nullable=False),
        sa.Column("file_id", sa.String(length=12), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_material_version_file_file_id")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["material_version.id"], name=op.f("fk_material_version_file_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material_version_file")),
        sa.UniqueConstraint("version_id", "file_id", name=op.f("uq_material_version_file_version_id_file_id")),
    )
    with op.batch_alter_table("material_version_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_material_version_file_file_id"), ["file_id"], unique=False)

    op.create_table(
        "observation_answer",
        sa.Column("observation_id", sa.String(length=12), nullable=False),
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("client_id", sa.String(), nullable=False),
        sa.Column("written_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("beside_id", sa.String(), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_observation_answer_guru_id")),
        sa.ForeignKeyConstraint(
            ["observation_id"], ["observation.id"], name=op.f("fk_observation_answer_observation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observation_answer")),
        sa.UniqueConstraint(
            "observation_id",
            "guru_id",
            "client_id",
            name=op.f("uq_observation_answer_observation_id_guru_id_client_id"),
        ),
        sa.UniqueConstraint(
            "observation_id",
            "guru_id",
            "field",
            "number",
            name=op.f("uq_observation_answer_observation_id_guru_id_field_number"),
        ),
    )
    op.create_table(
        "observation_participant",
        sa.Column("observation_id", sa.String(length=12), nullable=False),
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("invited_by_id", sa.String(), nullable=False),
        sa.Column("invited_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("closed_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_observation_participant_guru_id")),
        sa.ForeignKeyConstraint(
            ["observation_id"], ["observation.id"], name=op.f("fk_observation_participant_observation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observation_participant")),
        sa.UniqueConstraint(
            "observation_id", "guru_id", name=op.f("uq_observation_participant_observation_id_guru_id")
        ),
    )
    with op.batch_alter_table("observation_participant", schema=None) as batch_op:
        batch_op.create_index("ix_observation_participant_guru", ["guru_id"], unique=False)

    op.create_table(
        "observation_photo",
        sa.Column("observation_id", sa.String(length=12), nullable=False),
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("client_id", sa.String(), nullable=False),
        sa.Column("file_id", sa.String(length=12), nullable=False),
        sa.Column("written_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_observation_photo_file_id")),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_observation_photo_guru_id")),
        sa.ForeignKeyConstraint(
            ["observation_id"], ["observation.id"], name=op.f("fk_observation_photo_observation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observation_photo")),
        sa.UniqueConstraint(
            "observation_id", "guru_id", "client_id", name=op.f("uq_observation_photo_observation_id_guru_id_client_id")
        ),
    )
    op.create_table(
        "observation_step",
        sa.Column("observation_id", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("by_id", sa.String(), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("old_starts_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("old_ends_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(
            ["observation_id"], ["observation.id"], name=op.f("fk_observation_step_observation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observation_step")),
        sa.UniqueConstraint("observation_id", "number", name=op.f("uq_observation_step_observation_id_number")),
    )
    op.create_table(
        "push_letter",
        sa.Column("notice_id", sa.String(length=12), nullable=False),
        sa.Column("subscription_id", sa.String(length=12), nullable=False),
        sa.Column("due_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("fk_push_letter_notice_id")),
        sa.ForeignKeyConstraint(
            ["subscription_id"], ["push_subscription.id"], name=op.f("fk_push_letter_subscription_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_push_letter")),
        sa.UniqueConstraint("notice_id", "subscription_id", name=op.f("uq_push_letter_notice_id_subscription_id")),
    )
    with op.batch_alter_table("push_letter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_push_letter_due_at"), ["due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_push_letter_subscription_id"), ["subscription_id"], unique=False)

    op.create_table(
        "report",
        sa.Column("case_id", sa.String(length=12), nullable=False),
        sa.Column("by_id", sa.String(length=12), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("ruling_id", sa.String(length=12), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["guru.id"], name=op.f("fk_report_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["report_case.id"], name=op.f("fk_report_case_id")),
        sa.ForeignKeyConstraint(["ruling_id"], ["ruling.id"], name=op.f("fk_report_ruling_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("case_id", "by_id", name=op.f("uq_report_case_id_by_id")),
    )
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.create_index("ix_report_by", ["by_id"], unique=False)

    op.create_table(
        "shared_lesson",
        sa.Column("gugus_id", sa.String(length=12), nullable=False),
        sa.Column("observation_id", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("shared_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["gugus_id"], ["gugus.id"], name=op.f("fk_shared_lesson_gugus_id")),
        sa.ForeignKeyConstraint(["observation_id"], ["observation.id"], name=op.f("fk_shared_lesson_observation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shared_lesson")),
    )
    with op.batch_alter_table("shared_lesson", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_shared_lesson_gugus_id"), ["gugus_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_shared_lesson_observation_id"), ["observation_id"], unique=False)

    op.create_table(
        "material_review_score",
        sa.Column("review_id", sa.String(length=12), nullable=False),
        sa.Column("line_id", sa.String(length=12), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(
            ["line_id"], ["material_rubric_line.id"], name=op.f("fk_material_review_score_line_id")
        ),
        sa.ForeignKeyConstraint(["review_id"], ["material_review.id"], name=op.f("fk_material_review_score_review_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material_review_score")),
        sa.UniqueConstraint("review_id", "line_id", name=op.f("uq_material_review_score_review_id_line_id")),
    )
    with op.batch_alter_table("gugus", schema=None) as batch_op:
        batch_op.add_column(sa.Column("hide_after", sa.Integer(), server_default="3", nullable=False))

    with op.batch_alter_table("hasil", schema=None) as batch_op:
        batch_op.add_column(sa.Column("source", sa.String(), nullable=False, server_default=""))
        batch_op.create_index(batch_op.f("ix_hasil_source"), ["source"], unique=False)

    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.add_column(sa.Column("gugus_id", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("kind", sa.String(), nullable=False, server_default="umum"))
        batch_op.add_column(sa.Column("shown", sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.add_column(sa.Column("mailed_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True))
        batch_op.create_index("ix_notice_unmailed", ["mailed_at", "at"], unique=False)

    with op.batch_alter_table("stored_file", schema=None) as batch_op:
        batch_op.add_column(sa.Column("gugus_id", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("copies_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("light_mime", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("light_size", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("preview_size", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("preview_width", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("preview_height", sa.Integer(), nullable=True))
        if op.get_bind().dialect.name == "postgresql":  # SQLite counts as far as it needs
            batch_op.alter_column("size", existing_type=sa.INTEGER(), type_=sa.BigInteger(), existing_nullable=False)
        batch_op.create_index("ix_stored_file_gugus", ["gugus_id", "size"], unique=False)
    for statement in WORDS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for trigger in ("add", "drop", "change"):
            op.execute(f"DROP TRIGGER search_words_{trigger}")
        op.execute("DROP TABLE search_words")
    with op.batch_alter_table("stored_file", schema=None) as batch_op:
        batch_op.drop_index("ix_stored_file_gugus")
        if op.get_bind().dialect.name == "postgresql":  # SQLite counts as far as it needs
            batch_op.alter_column("size", existing_type=sa.BigInteger(), type_=sa.INTEGER(), existing_nullable=False)
        batch_op.drop_column("preview_height")
        batch_op.drop_column("preview_width")
        batch_op.drop_column("preview_size")
        batch_op.drop_column("light_size")
        batch_op.drop_column("light_mime")
        batch_op.drop_column("copies_at")
        batch_op.drop_column("gugus_id")

    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index("ix_notice_unmailed")
        batch_op.drop_column("mailed_at")
        batch_op.drop_column("shown")
        batch_op.drop_column("kind")
        batch_op.drop_column("gugus_id")

    with op.batch_alter_table("hasil", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hasil_source"))
        batch_op.drop_column("source")

    with op.batch_alter_table("gugus", schema=None) as batch_op:
        batch_op.drop_column("hide_after")

    op.drop_table("material_review_score")
    with op.batch_alter_table("shared_lesson", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_shared_lesson_observation_id"))
        batch_op.drop_index(batch_op.f("ix_shared_lesson_gugus_id"))

    op.drop_table("shared_lesson")
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.drop_index("ix_report_by")

    op.drop_table("report")
    with op.batch_alter_table("push_letter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_push_letter_subscription_id"))
        batch_op.drop_index(batch_op.f("ix_push_letter_due_at"))

    op.drop_table("push_letter")
    op.drop_table("observation_step")
    op.drop_table("observation_photo")
    with op.batch_alter_table("observation_participant", schema=None) as batch_op:
        batch_op.drop_index("ix_observation_participant_guru")

    op.drop_table("observation_participant")
    op.drop_table("observation_answer")
    with op.batch_alter_table("material_version_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_material_version_file_file_id"))

    op.drop_table("material_version_file")
    with op.batch_alter_table("material_review", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_material_review_material_id"))

    op.drop_table("material_review")
    with op.batch_alter_table("material_ratification", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_material_ratification_letter",
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )

    op.drop_table("material_ratification")
    with op.batch_alter_table("material_comment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_material_comment_parent_id"))
        batch_op.drop_index("ix_material_comment_material")

    op.drop_table("material_comment")
    op.drop_table("kabar_edition")
    with op.batch_alter_table("head_grant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_head_grant_observation_id"))

    op.drop_table("head_grant")
    with op.batch_alter_table("follow_up", schema=None) as batch_op:
        batch_op.drop_index("ix_follow_up_who")
        batch_op.drop_index("ix_follow_up_observation")

    op.drop_table("follow_up")
    op.drop_table("ruling")
    with op.batch_alter_table("push_subscription", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_push_subscription_sign_in_id"))
        batch_op.drop_index(batch_op.f("ix_push_subscription_guru_id"))

    op.drop_table("push_subscription")
    with op.batch_alter_table("observation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_observation_teacher_id"))
        batch_op.drop_index("ix_observation_starts")
        batch_op.drop_index(batch_op.f("ix_observation_pertemuan_id"))
        batch_op.drop_index("ix_observation_gugus")
        batch_op.drop_index(batch_op.f("ix_observation_follows_id"))

    op.drop_table("observation")
    op.drop_table("material_version")
    with op.batch_alter_table("material_use", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_material_use_once",
            sqlite_where=sa.text("removed_at IS NULL"),
            postgresql_where=sa.text("removed_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_material_use_guru_id"))

    op.drop_table("material_use")
    with op.batch_alter_table("material_status_mark", schema=None) as batch_op:
        batch_op.drop_index("ix_material_status_mark_material")

    op.drop_table("material_status_mark")
    with op.batch_alter_table("material_author", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_material_author_now",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index("ix_material_author_guru")

    op.drop_table("material_author")
    with op.batch_alter_table("kabar_reading", schema=None) as batch_op:
        batch_op.drop_index("ix_kabar_reading_guru")

    op.drop_table("kabar_reading")
    with op.batch_alter_table("kabar_post", schema=None) as batch_op:
        batch_op.drop_index("ix_kabar_post_at")

    op.drop_table("kabar_post")
    with op.batch_alter_table("kabar_pin", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_kabar_pin_now",
            sqlite_where=sa.text("removed_at IS NULL"),
            postgresql_where=sa.text("removed_at IS NULL"),
        )

    op.drop_table("kabar_pin")
    with op.batch_alter_table("report_case", schema=None) as batch_op:
        batch_op.drop_index("ix_report_case_gugus")

    op.drop_table("report_case")
    op.drop_table("notice_settings")
    op.drop_table("notice_choice")
    op.drop_table("material_rubric_line")
    with op.batch_alter_table("material_pack", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_material_pack_under_way",
            sqlite_where=sa.text("state = 'dikemas'"),
            postgresql_where=sa.text("state = 'dikemas'"),
        )
        batch_op.drop_index("ix_material_pack_state")
        batch_op.drop_index("ix_material_pack_gugus")

    op.drop_table("material_pack")
    with op.batch_alter_table("material", schema=None) as batch_op:
        batch_op.drop_index("ix_material_gugus")
        batch_op.drop_index("ix_material_changed")
        batch_op.drop_index(batch_op.f("ix_material_adapted_from_id"))

    op.drop_table("material")
    with op.batch_alter_table("kabar", schema=None) as batch_op:
        batch_op.drop_index("ix_kabar_gugus")

    op.drop_table("kabar")
    op.drop_table("instrument_edition")
    with op.batch_alter_table("feed_token", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_feed_token_now",
            sqlite_where=sa.text("revoked_at IS NULL"),
            postgresql_where=sa.text("revoked_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_feed_token_guru_id"))

    op.drop_table("feed_token")
    with op.batch_alter_table("own_instrument", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_own_instrument_gugus_id"))

    op.drop_table("own_instrument")
    op.drop_table("material_rubric")
    with op.batch_alter_table("search_word", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_search_word_letters"))

    op.drop_table("search_word")
    with op.batch_alter_table("search_document", schema=None) as batch_op:
        batch_op.drop_index("ix_search_document_audience")

    op.drop_table("search_document")
    with op.batch_alter_table("resumable_upload", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_resumable_upload_expires_at"))
        batch_op.drop_index("ix_resumable_upload_by")

    op.drop_table("resumable_upload")
    op.drop_table("periodic_run")
