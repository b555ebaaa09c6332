"""discussion"""

import sqlalchemy as sa
from alembic import op

import community.kernel.database


revision = "discussion"
down_revision = "sharing"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "room",
        sa.Column("gugus_id", sa.String(length=12), nullable=False),
        sa.Column("pertemuan_id", sa.String(length=12), nullable=True),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("made_by_id", sa.String(length=12), nullable=False),
        sa.Column("made_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("active_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("last_n", sa.Integer(), nullable=False),
        sa.Column("messages_number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["gugus_id"], ["gugus.id"], name=op.f("fk_room_gugus_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["guru.id"], name=op.f("fk_room_made_by_id")),
        sa.ForeignKeyConstraint(["pertemuan_id"], ["pertemuan.id"], name=op.f("fk_room_pertemuan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room")),
        sa.UniqueConstraint("key", name=op.f("uq_room_key")),
        sa.UniqueConstraint("pertemuan_id", name=op.f("uq_room_pertemuan_id")),
    )
    with op.batch_alter_table("room", schema=None) as batch_op:
        batch_op.create_index("ix_room_gugus", ["gugus_id", "active_at"], unique=False)

    op.create_table(
        "room_event",
        sa.Column("room_id", sa.String(length=12), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about_id", sa.String(), nullable=False),
        sa.Column("by_id", sa.String(length=12), nullable=True),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["guru.id"], name=op.f("fk_room_event_by_id")),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_room_event_room_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_event")),
        sa.UniqueConstraint("room_id", "n", name=op.f("uq_room_event_room_id_n")),
    )
    op.create_table(
        "room_message",
        sa.Column("room_id", sa.String(length=12), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("klien_id", sa.String(), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("excerpt", sa.String(), nullable=False),
        sa.Column("reply_to_id", sa.String(length=12), nullable=True),
        sa.Column("files_number", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("edited_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("deleted_by_id", sa.String(length=12), nullable=True),
        sa.Column("deleted_reason", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["deleted_by_id"], ["guru.id"], name=op.f("fk_room_message_deleted_by_id")),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_room_message_guru_id")),
        sa.ForeignKeyConstraint(["reply_to_id"], ["room_message.id"], name=op.f("fk_room_message_reply_to_id")),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_room_message_room_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_message")),
        sa.UniqueConstraint("room_id", "guru_id", "klien_id", name=op.f("uq_room_message_room_id_guru_id_klien_id")),
        sa.UniqueConstraint("room_id", "n", name=op.f("uq_room_message_room_id_n")),
    )
    with op.batch_alter_table("room_message", schema=None) as batch_op:
        batch_op.create_index("ix_room_message_guru", ["guru_id", "at"], unique=False)

    op.create_table(
        "room_earlier_text",
        sa.Column("message_id", sa.String(length=12), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("since_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("until_at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["room_message.id"], name=op.f("fk_room_earlier_text_message_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_earlier_text")),
        sa.UniqueConstraint("message_id", "edition", name=op.f("uq_room_earlier_text_message_id_edition")),
    )
    op.create_table(
        "room_pin",
        sa.Column("room_id", sa.String(length=12), nullable=False),
        sa.Column("message_id", sa.String(length=12), nullable=False),
        sa.Column("by_id", sa.String(length=12), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("removed_at", community.kernel.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("removed_by_id", sa.String(length=12), nullable=True),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["guru.id"], name=op.f("fk_room_pin_by_id")),
        sa.ForeignKeyConstraint(["message_id"], ["room_message.id"], name=op.f("fk_room_pin_message_id")),
        sa.ForeignKeyConstraint(["removed_by_id"], ["guru.id"], name=op.f("fk_room_pin_removed_by_id")),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_room_pin_room_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_pin")),
    )
    with op.batch_alter_table("room_pin", schema=None) as batch_op:
        batch_op.create_index("ix_room_pin_room", ["room_id", "removed_at"], unique=False)
        batch_op.create_index(
            "uq_room_pin_now",
            ["message_id"],
            unique=True,
            sqlite_where=sa.text("removed_at IS NULL"),
            postgresql_where=sa.text("removed_at IS NULL"),
        )

    op.create_table(
        "room_reaction",
        sa.Column("message_id", sa.String(length=12), nullable=False),
        sa.Column("guru_id", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", community.kernel.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["guru_id"], ["guru.id"], name=op.f("fk_room_reaction_guru_id")),
        sa.ForeignKeyConstraint(["message_id"], ["room_message.id"], name=op.f("fk_room_reaction_message_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_reaction")),
        sa.UniqueConstraint("message_id", "guru_id", "kind", name=op.f("uq_room_reaction_message_id_guru_id_kind")),
    )
    with op.batch_alter_table("stored_file", schema=None) as batch_op:
        batch_op.alter_column("size", existing_type=sa.INTEGER(), type_=sa.BigInteger(), existing_nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("stored_file", schema=None) as batch_op:
        batch_op.alter_column("size", existing_type=sa.BigInteger(), type_=sa.INTEGER(), existing_nullable=False)

    op.drop_table("room_reaction")
    with op.batch_alter_table("room_pin", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_room_pin_now",
            sqlite_where=sa.text("removed_at IS NULL"),
            postgresql_where=sa.text("removed_at IS NULL"),
        )
        batch_op.drop_index("ix_room_pin_room")

    op.drop_table("room_pin")
    op.drop_table("room_earlier_text")
    with op.batch_alter_table("room_message", schema=None) as batch_op:
        batch_op.drop_index("ix_room_message_guru")

    op.drop_table("room_message")
    op.drop_table("room_event")
    with op.batch_alter_table("room", schema=None) as batch_op:
        batch_op.drop_index("ix_room_gugus")

    op.drop_table("room")
