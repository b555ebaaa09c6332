"""live"""

import sqlalchemy as sa
from alembic import op

import community.kernel.database


revision = "live"
down_revision = "discussion"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "room_process",
        sa.Column("began_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("seen_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_process")),
    )
    with op.batch_alter_table("room_process", schema=None) as batch_op:
        batch_op.create_index("ix_room_process_seen", ["ended_at", "seen_at"], unique=False)

    op.create_table(
        "online_choice",
        sa.Column("pertemuan_id", sa.String(length=12), nullable=False),
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("by_id", sa.String(length=12), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["guru.id"], name=op.f("fk_online_choice_by_id")),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_online_choice_guru_id")),
        sa.ForeignKeyConstraint(["pertemuan_id"], ["pertemuan.id"], name=op.f("fk_online_choice_pertemuan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_online_choice")),
    )
    with op.batch_alter_table("online_choice", schema=None) as batch_op:
        batch_op.create_index("ix_online_choice_pertemuan", ["pertemuan_id", "guru_id", "at"], unique=False)

    op.create_table(
        "online_least",
        sa.Column("pertemuan_id", sa.String(length=12), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.String(length=12), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["guru.id"], name=op.f("fk_online_least_by_id")),
        sa.ForeignKeyConstraint(["pertemuan_id"], ["pertemuan.id"], name=op.f("fk_online_least_pertemuan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_online_least")),
    )
    with op.batch_alter_table("online_least", schema=None) as batch_op:
        batch_op.create_index("ix_online_least_pertemuan", ["pertemuan_id", "at"], unique=False)

    op.create_table(
        "online_presence",
        sa.Column("pertemuan_id", sa.String(length=12), nullable=False),
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("masuk_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("keluar_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("connections", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_online_presence_guru_id")),
        sa.ForeignKeyConstraint(["pertemuan_id"], ["pertemuan.id"], name=op.f("fk_online_presence_pertemuan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_online_presence")),
        sa.UniqueConstraint("pertemuan_id", "guru_id", name=op.f("uq_online_presence_pertemuan_id_guru_id")),
    )
    with op.batch_alter_table("online_presence", schema=None) as batch_op:
        batch_op.create_index("ix_online_presence_guru", ["guru_id"], unique=False)

    op.create_table(
        "shared_notulen",
        sa.Column("pertemuan_id", sa.String(length=12), nullable=False),
        sa.Column("sections", sa.JSON(), nullable=False),
        sa.Column("begun_by_id", sa.String(length=12), nullable=False),
        sa.Column("begun_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("last_n", sa.Integer(), nullable=False),
        sa.Column("last_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["begun_by_id"], ["guru.id"], name=op.f("fk_shared_notulen_begun_by_id")),
        sa.ForeignKeyConstraint(["pertemuan_id"], ["pertemuan.id"], name=op.f("fk_shared_notulen_pertemuan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shared_notulen")),
        sa.UniqueConstraint("pertemuan_id", name=op.f("uq_shared_notulen_pertemuan_id")),
    )
    op.create_table(
        "frozen_notulen",
        sa.Column("document_id", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("attendance", sa.JSON(), nullable=False),
        sa.Column("notulen_id", sa.String(length=12), nullable=False),
        sa.Column("by_id", sa.String(length=12), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["guru.id"], name=op.f("fk_frozen_notulen_by_id")),
        sa.ForeignKeyConstraint(["document_id"], ["shared_notulen.id"], name=op.f("fk_frozen_notulen_document_id")),
        sa.ForeignKeyConstraint(["notulen_id"], ["notulen.id"], name=op.f("fk_frozen_notulen_notulen_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frozen_notulen")),
        sa.UniqueConstraint("document_id", "number", name=op.f("uq_frozen_notulen_document_id_number")),
    )
    op.create_table(
        "notulen_hand",
        sa.Column("document_id", sa.String(length=12), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["shared_notulen.id"], name=op.f("fk_notulen_hand_document_id")),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_notulen_hand_guru_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notulen_hand")),
        sa.UniqueConstraint("document_id", "number", name=op.f("uq_notulen_hand_document_id_number")),
    )
    with op.batch_alter_table("notulen_hand", schema=None) as batch_op:
        batch_op.create_index("ix_notulen_hand_guru", ["guru_id"], unique=False)

    op.create_table(
        "notulen_snapshot",
        sa.Column("document_id", sa.String(length=12), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["shared_notulen.id"], name=op.f("fk_notulen_snapshot_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notulen_snapshot")),
        sa.UniqueConstraint("document_id", "n", name=op.f("uq_notulen_snapshot_document_id_n")),
    )
    op.create_table(
        "notulen_update",
        sa.Column("document_id", sa.String(length=12), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["shared_notulen.id"], name=op.f("fk_notulen_update_document_id")),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_notulen_update_guru_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notulen_update")),
        sa.UniqueConstraint("document_id", "n", name=op.f("uq_notulen_update_document_id_n")),
    )
    op.create_table(
        "recorded_line",
        sa.Column("document_id", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("row_id", sa.String(), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["shared_notulen.id"], name=op.f("fk_recorded_line_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recorded_line")),
        sa.UniqueConstraint("document_id", "key", "row_id", name=op.f("uq_recorded_line_document_id_key_row_id")),
    )
    op.create_table(
        "room_agenda_turn",
        sa.Column("room_id", sa.String(length=12), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.String(length=12), nullable=False),
        sa.Column("ended_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.String(length=12), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["guru.id"], name=op.f("fk_room_agenda_turn_by_id")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["guru.id"], name=op.f("fk_room_agenda_turn_ended_by_id")),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_room_agenda_turn_room_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_agenda_turn")),
    )
    with op.batch_alter_table("room_agenda_turn", schema=None) as batch_op:
        batch_op.create_index("ix_room_agenda_turn", ["room_id", "at"], unique=False)
        batch_op.create_index(
            "uq_room_agenda_turn_now",
            ["room_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "room_archive",
        sa.Column("room_id", sa.String(length=12), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("made_by_id", sa.String(length=12), nullable=False),
        sa.Column("made_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("advanced_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("last_n", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("ready_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("file_id", sa.String(length=12), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_room_archive_file_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["guru.id"], name=op.f("fk_room_archive_made_by_id")),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_room_archive_room_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_archive")),
    )
    with op.batch_alter_table("room_archive", schema=None) as batch_op:
        batch_op.create_index("ix_room_archive_room", ["room_id", "made_at"], unique=False)
        batch_op.create_index("ix_room_archive_state", ["state", "made_at"], unique=False)
        batch_op.create_index(
            "uq_room_archive_under_way",
            ["made_by_id"],
            unique=True,
            sqlite_where=sa.text("state = 'dibuat'"),
            postgresql_where=sa.text("state = 'dibuat'"),
        )

    op.create_table(
        "room_exhibit",
        sa.Column("room_id", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.String(length=12), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.String(length=12), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["guru.id"], name=op.f("fk_room_exhibit_by_id")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["guru.id"], name=op.f("fk_room_exhibit_ended_by_id")),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_room_exhibit_room_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_exhibit")),
    )
    with op.batch_alter_table("room_exhibit", schema=None) as batch_op:
        batch_op.create_index("ix_room_exhibit", ["room_id", "at"], unique=False)
        batch_op.create_index(
            "uq_room_exhibit_now",
            ["room_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "room_hand",
        sa.Column("room_id", sa.String(length=12), nullable=False),
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("given_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("given_by_id", sa.String(length=12), nullable=True),
        sa.Column("ended_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.String(length=12), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["ended_by_id"], ["guru.id"], name=op.f("fk_room_hand_ended_by_id")),
        sa.ForeignKeyConstraint(["given_by_id"], ["guru.id"], name=op.f("fk_room_hand_given_by_id")),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_room_hand_guru_id")),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_room_hand_room_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_hand")),
        sa.UniqueConstraint("room_id", "number", name=op.f("uq_room_hand_room_id_number")),
    )
    with op.batch_alter_table("room_hand", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_room_hand_guru_id"), ["guru_id"], unique=False)
        batch_op.create_index(
            "uq_room_hand_now",
            ["room_id", "guru_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "room_here_call",
        sa.Column("room_id", sa.String(length=12), nullable=False),
        sa.Column("by_id", sa.String(length=12), nullable=False),
        sa.Column("asked_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("until_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["guru.id"], name=op.f("fk_room_here_call_by_id")),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_room_here_call_room_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_here_call")),
    )
    with op.batch_alter_table("room_here_call", schema=None) as batch_op:
        batch_op.create_index("ix_room_here_call_room", ["room_id", "asked_at"], unique=False)

    op.create_table(
        "room_here_plan",
        sa.Column("room_id", sa.String(length=12), nullable=False),
        sa.Column("by_id", sa.String(length=12), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("due_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("done_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["guru.id"], name=op.f("fk_room_here_plan_by_id")),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_room_here_plan_room_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_here_plan")),
    )
    with op.batch_alter_table("room_here_plan", schema=None) as batch_op:
        batch_op.create_index("ix_room_here_plan_due", ["done_at", "due_at"], unique=False)
        batch_op.create_index("ix_room_here_plan_room", ["room_id", "done_at"], unique=False)

    op.create_table(
        "room_indexed",
        sa.Column("room_id", sa.String(length=12), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_room_indexed_room_id")),
        sa.PrimaryKeyConstraint("room_id", name=op.f("pk_room_indexed")),
    )
    op.create_table(
        "room_moderator",
        sa.Column("room_id", sa.String(length=12), nullable=False),
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("by_id", sa.String(length=12), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.String(length=12), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["guru.id"], name=op.f("fk_room_moderator_by_id")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["guru.id"], name=op.f("fk_room_moderator_ended_by_id")),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_room_moderator_guru_id")),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_room_moderator_room_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_moderator")),
    )
    with op.batch_alter_table("room_moderator", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_room_moderator_guru_id"), ["guru_id"], unique=False)
        batch_op.create_index(
            "uq_room_moderator_now",
            ["room_id", "guru_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "room_notice",
        sa.Column("room_id", sa.String(length=12), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("by_id", sa.String(length=12), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.String(length=12), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["guru.id"], name=op.f("fk_room_notice_by_id")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["guru.id"], name=op.f("fk_room_notice_ended_by_id")),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_room_notice_room_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_notice")),
        sa.UniqueConstraint("room_id", "by_id", "key", name=op.f("uq_room_notice_room_id_by_id_key")),
    )
    with op.batch_alter_table("room_notice", schema=None) as batch_op:
        batch_op.create_index("ix_room_notice_now", ["room_id", "ended_at"], unique=False)

    op.create_table(
        "room_poll",
        sa.Column("room_id", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.Column("scale_most", sa.Integer(), nullable=False),
        sa.Column("label_low", sa.String(), nullable=False),
        sa.Column("label_high", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("made_by_id", sa.String(length=12), nullable=False),
        sa.Column("made_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("opened_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("opened_by_id", sa.String(length=12), nullable=True),
        sa.Column("closed_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("closed_by_id", sa.String(length=12), nullable=True),
        sa.Column("shown_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("shown_by_id", sa.String(length=12), nullable=True),
        sa.Column("dropped_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("dropped_by_id", sa.String(length=12), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["closed_by_id"], ["guru.id"], name=op.f("fk_room_poll_closed_by_id")),
        sa.ForeignKeyConstraint(["dropped_by_id"], ["guru.id"], name=op.f("fk_room_poll_dropped_by_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["guru.id"], name=op.f("fk_room_poll_made_by_id")),
        sa.ForeignKeyConstraint(["opened_by_id"], ["guru.id"], name=op.f("fk_room_poll_opened_by_id")),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_room_poll_room_id")),
        sa.ForeignKeyConstraint(["shown_by_id"], ["guru.id"], name=op.f("fk_room_poll_shown_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_poll")),
        sa.UniqueConstraint("key", name=op.f("uq_room_poll_key")),
    )
    with op.batch_alter_table("room_poll", schema=None) as batch_op:
        batch_op.create_index("ix_room_poll_room", ["room_id", "made_at"], unique=False)

    op.create_table(
        "room_question",
        sa.Column("room_id", sa.String(length=12), nullable=False),
        sa.Column("guru_id", sa.String(length=12), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("answered_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.String(length=12), nullable=True),
        sa.Column("hidden_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("hidden_by_id", sa.String(length=12), nullable=True),
        sa.Column("hidden_reason", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["answered_by_id"], ["guru.id"], name=op.f("fk_room_question_answered_by_id")),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_room_question_guru_id")),
        sa.ForeignKeyConstraint(["hidden_by_id"], ["guru.id"], name=op.f("fk_room_question_hidden_by_id")),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_room_question_room_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_question")),
        sa.UniqueConstraint("key", name=op.f("uq_room_question_key")),
    )
    with op.batch_alter_table("room_question", schema=None) as batch_op:
        batch_op.create_index("ix_room_question_guru", ["guru_id"], unique=False)
        batch_op.create_index("ix_room_question_room", ["room_id", "at"], unique=False)

    op.create_table(
        "room_rule",
        sa.Column("room_id", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.String(length=12), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.String(length=12), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["guru.id"], name=op.f("fk_room_rule_by_id")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["guru.id"], name=op.f("fk_room_rule_ended_by_id")),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_room_rule_room_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_rule")),
    )
    with op.batch_alter_table("room_rule", schema=None) as batch_op:
        batch_op.create_index("ix_room_rule", ["room_id", "at"], unique=False)
        batch_op.create_index(
            "uq_room_rule_now",
            ["room_id", "kind"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "room_stay",
        sa.Column("room_id", sa.String(length=12), nullable=False),
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("process_id", sa.String(length=12), nullable=False),
        sa.Column("began_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_room_stay_guru_id")),
        sa.ForeignKeyConstraint(["process_id"], ["room_process.id"], name=op.f("fk_room_stay_process_id")),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_room_stay_room_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_stay")),
    )
    with op.batch_alter_table("room_stay", schema=None) as batch_op:
        batch_op.create_index("ix_room_stay_guru", ["guru_id"], unique=False)
        batch_op.create_index("ix_room_stay_process", ["process_id", "ended_at"], unique=False)
        batch_op.create_index("ix_room_stay_room", ["room_id", "began_at"], unique=False)

    op.create_table(
        "notulen_reopening",
        sa.Column("frozen_id", sa.String(length=12), nullable=False),
        sa.Column("by_id", sa.String(length=12), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["guru.id"], name=op.f("fk_notulen_reopening_by_id")),
        sa.ForeignKeyConstraint(["frozen_id"], ["frozen_notulen.id"], name=op.f("fk_notulen_reopening_frozen_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notulen_reopening")),
        sa.UniqueConstraint("frozen_id", name=op.f("uq_notulen_reopening_frozen_id")),
    )
    op.create_table(
        "room_ballot",
        sa.Column("poll_id", sa.String(length=12), nullable=False),
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("right", sa.Boolean(), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_room_ballot_guru_id")),
        sa.ForeignKeyConstraint(["poll_id"], ["room_poll.id"], name=op.f("fk_room_ballot_poll_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_ballot")),
        sa.UniqueConstraint("poll_id", "guru_id", name=op.f("uq_room_ballot_poll_id_guru_id")),
    )
    with op.batch_alter_table("room_ballot", schema=None) as batch_op:
        batch_op.create_index("ix_room_ballot_guru", ["guru_id"], unique=False)

    op.create_table(
        "room_here_answer",
        sa.Column("call_id", sa.String(length=12), nullable=False),
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["room_here_call.id"], name=op.f("fk_room_here_answer_call_id")),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_room_here_answer_guru_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_here_answer")),
        sa.UniqueConstraint("call_id", "guru_id", name=op.f("uq_room_here_answer_call_id_guru_id")),
    )
    with op.batch_alter_table("room_here_answer", schema=None) as batch_op:
        batch_op.create_index("ix_room_here_answer_guru", ["guru_id"], unique=False)

    op.create_table(
        "room_poll_option",
        sa.Column("poll_id", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("right", sa.Boolean(), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["poll_id"], ["room_poll.id"], name=op.f("fk_room_poll_option_poll_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_poll_option")),
        sa.UniqueConstraint("poll_id", "number", name=op.f("uq_room_poll_option_poll_id_number")),
    )
    op.create_table(
        "room_question_vote",
        sa.Column("question_id", sa.String(length=12), nullable=False),
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_room_question_vote_guru_id")),
        sa.ForeignKeyConstraint(["question_id"], ["room_question.id"], name=op.f("fk_room_question_vote_question_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_question_vote")),
        sa.UniqueConstraint("question_id", "guru_id", name=op.f("uq_room_question_vote_question_id_guru_id")),
    )
    op.create_table(
        "room_totals",
        sa.Column("poll_id", sa.String(length=12), nullable=False),
        sa.Column("ballots", sa.Integer(), nullable=False),
        sa.Column("right", sa.Integer(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["poll_id"], ["room_poll.id"], name=op.f("fk_room_totals_poll_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_totals")),
        sa.UniqueConstraint("poll_id", name=op.f("uq_room_totals_poll_id")),
    )
    op.create_table(
        "room_voter",
        sa.Column("poll_id", sa.String(length=12), nullable=False),
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_room_voter_guru_id")),
        sa.ForeignKeyConstraint(["poll_id"], ["room_poll.id"], name=op.f("fk_room_voter_poll_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_voter")),
        sa.UniqueConstraint("poll_id", "guru_id", name=op.f("uq_room_voter_poll_id_guru_id")),
    )
    op.create_table(
        "room_ballot_mark",
        sa.Column("ballot_id", sa.String(length=12), nullable=False),
        sa.Column("choice", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["ballot_id"], ["room_ballot.id"], name=op.f("fk_room_ballot_mark_ballot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_ballot_mark")),
        sa.UniqueConstraint("ballot_id", "choice", name=op.f("uq_room_ballot_mark_ballot_id_choice")),
        sa.UniqueConstraint("ballot_id", "place", name=op.f("uq_room_ballot_mark_ballot_id_place")),
    )
    with op.batch_alter_table("correction", schema=None) as batch_op:
        batch_op.add_column(sa.Column("online", sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table("gugus", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reply_days", sa.Integer(), server_default="14", nullable=False))

    with op.batch_alter_table("kehadiran", schema=None) as batch_op:
        batch_op.add_column(sa.Column("minutes", sa.Integer(), nullable=True))

    with op.batch_alter_table("mark", schema=None) as batch_op:
        batch_op.add_column(sa.Column("minutes", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("mark", schema=None) as batch_op:
        batch_op.drop_column("minutes")

    with op.batch_alter_table("kehadiran", schema=None) as batch_op:
        batch_op.drop_column("minutes")

    with op.batch_alter_table("gugus", schema=None) as batch_op:
        batch_op.drop_column("reply_days")

    with op.batch_alter_table("correction", schema=None) as batch_op:
        batch_op.drop_column("online")

    op.drop_table("room_ballot_mark")
    op.drop_table("room_voter")
    op.drop_table("room_totals")
    op.drop_table("room_question_vote")
    op.drop_table("room_poll_option")
    with op.batch_alter_table("room_here_answer", schema=None) as batch_op:
        batch_op.drop_index("ix_room_here_answer_guru")

    op.drop_table("room_here_answer")
    with op.batch_alter_table("room_ballot", schema=None) as batch_op:
        batch_op.drop_index("ix_room_ballot_guru")

    op.drop_table("room_ballot")
    op.drop_table("notulen_reopening")
    with op.batch_alter_table("room_stay", schema=None) as batch_op:
        batch_op.drop_index("ix_room_stay_room")
        batch_op.drop_index("ix_room_stay_process")
        batch_op.drop_index("ix_room_stay_guru")

    op.drop_table("room_stay")
    with op.batch_alter_table("room_rule", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_room_rule_now", sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL")
        )
        batch_op.drop_index("ix_room_rule")

    op.drop_table("room_rule")
    with op.batch_alter_table("room_question", schema=None) as batch_op:
        batch_op.drop_index("ix_room_question_room")
        batch_op.drop_index("ix_room_question_guru")

    op.drop_table("room_question")
    with op.batch_alter_table("room_poll", schema=None) as batch_op:
        batch_op.drop_index("ix_room_poll_room")

    op.drop_table("room_poll")
    with op.batch_alter_table("room_notice", schema=None) as batch_op:
        batch_op.drop_index("ix_room_notice_now")

    op.drop_table("room_notice")
    with op.batch_alter_table("room_moderator", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_room_moderator_now",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_room_moderator_guru_id"))

    op.drop_table("room_moderator")
    op.drop_table("room_indexed")
    with op.batch_alter_table("room_here_plan", schema=None) as batch_op:
        batch_op.drop_index("ix_room_here_plan_room")
        batch_op.drop_index("ix_room_here_plan_due")

    op.drop_table("room_here_plan")
    with op.batch_alter_table("room_here_call", schema=None) as batch_op:
        batch_op.drop_index("ix_room_here_call_room")

    op.drop_table("room_here_call")
    with op.batch_alter_table("room_hand", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_room_hand_now", sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL")
        )
        batch_op.drop_index(batch_op.f("ix_room_hand_guru_id"))

    op.drop_table("room_hand")
    with op.batch_alter_table("room_exhibit", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_room_exhibit_now",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index("ix_room_exhibit")

    op.drop_table("room_exhibit")
    with op.batch_alter_table("room_archive", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_room_archive_under_way",
            sqlite_where=sa.text("state = 'dibuat'"),
            postgresql_where=sa.text("state = 'dibuat'"),
        )
        batch_op.drop_index("ix_room_archive_state")
        batch_op.drop_index("ix_room_archive_room")

    op.drop_table("room_archive")
    with op.batch_alter_table("room_agenda_turn", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_room_agenda_turn_now",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index("ix_room_agenda_turn")

    op.drop_table("room_agenda_turn")
    op.drop_table("recorded_line")
    op.drop_table("notulen_update")
    op.drop_table("notulen_snapshot")
    with op.batch_alter_table("notulen_hand", schema=None) as batch_op:
        batch_op.drop_index("ix_notulen_hand_guru")

    op.drop_table("notulen_hand")
    op.drop_table("frozen_notulen")
    op.drop_table("shared_notulen")
    with op.batch_alter_table("online_presence", schema=None) as batch_op:
        batch_op.drop_index("ix_online_presence_guru")

    op.drop_table("online_presence")
    with op.batch_alter_table("online_least", schema=None) as batch_op:
        batch_op.drop_index("ix_online_least_pertemuan")

    op.drop_table("online_least")
    with op.batch_alter_table("online_choice", schema=None) as batch_op:
        batch_op.drop_index("ix_online_choice_pertemuan")

    op.drop_table("online_choice")
    with op.batch_alter_table("room_process", schema=None) as batch_op:
        batch_op.drop_index("ix_room_process_seen")

    op.drop_table("room_process")
