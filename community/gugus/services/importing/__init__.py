"""A teacher list in two steps: read (dry run), then applied in chunks, each atomic."""

from community.gugus.services.importing.applying import CHUNK, apply_chunk, begin_apply
from community.gugus.services.importing.reading import (
    answer_rows,
    fail_import,
    finish_reading,
    keep_findings,
    set_out,
    start_import,
)

__all__ = [
    "CHUNK",
    "answer_rows",
    "apply_chunk",
    "begin_apply",
    "fail_import",
    "finish_reading",
    "keep_findings",
    "set_out",
    "start_import",
]
