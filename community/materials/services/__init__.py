"""Acts: the only writers."""

from community.materials.services.adapting import adapt
from community.materials.services.authors import decline_authorship, name_authors
from community.materials.services.commenting import comment_on, reply_to, resolve_comment, withdraw_comment
from community.materials.services.forgetting import forget_author
from community.materials.services.hasil import choose_for_paket
from community.materials.services.packing import advance_pack, ask_pack, drop_pack, fail_pack, finish_pack
from community.materials.services.ratifying import record_ratification, withdraw_ratification
from community.materials.services.reviewing import ask_review, review_material
from community.materials.services.rubric import edit_rubric
from community.materials.services.showing import remove_material, show_to
from community.materials.services.using import record_use, withdraw_use
from community.materials.services.versions import restore_version, save_version, write_material

__all__ = [
    "adapt",
    "advance_pack",
    "ask_pack",
    "ask_review",
    "choose_for_paket",
    "comment_on",
    "decline_authorship",
    "drop_pack",
    "edit_rubric",
    "fail_pack",
    "finish_pack",
    "forget_author",
    "name_authors",
    "record_ratification",
    "record_use",
    "remove_material",
    "reply_to",
    "resolve_comment",
    "restore_version",
    "review_material",
    "save_version",
    "show_to",
    "withdraw_comment",
    "withdraw_ratification",
    "withdraw_use",
    "write_material",
]
