"""Acts on the shared notulen: the only writers."""

from community.notulen.services.beginning import begin_together
from community.notulen.services.freezing import freeze, reopen
from community.notulen.services.lines import add_keputusan, add_tindak, withdraw_line
from community.notulen.services.writing import write_texts, write_update

__all__ = [
    "add_keputusan",
    "add_tindak",
    "begin_together",
    "freeze",
    "reopen",
    "withdraw_line",
    "write_texts",
    "write_update",
]
