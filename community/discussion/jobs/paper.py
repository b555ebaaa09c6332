"""A room as PDF: for signing, keeping in a folder, sending on."""

from pathlib import Path
from typing import Any

from community.discussion.jobs.writing import RETENTION, Work, note_of, said
from community.discussion.queries.shown import Shown
from community.discussion.queries.transcript import nth_last
from community.discussion.rules.words import plain
from community.kernel.indonesian import angka, hari_tanggal, jam, waktu
from community.kernel.printing import pdf

MOST = 2_000  # messages on paper, some 150 pages: what is longer nobody prints, and typst holds all of it at once


def write_paper(path: Path, work: Work) -> None:
    """The PDF at `path`; of a very long room its last messages."""
    since = nth_last(work.room_id, MOST, until=work.last_n)
    if since:
        work.notes.append(
            f"PDF memuat {angka(MOST)} pesan terakhir dari {angka(work.total)}; semuanya ada di Excel dan ZIP."
        )
    data = {
        "title": work.title,
        "head": [list(pair) for pair in work.facts],
        "sections": [_section(each, work.zone) for each in work.sections],
        "days": _days(work, since),
        "notes": [*work.notes, RETENTION],
        "foot": f"{work.gugus} · {waktu(work.at, work.zone)}",
    }
    path.write_bytes(pdf("arsip-ruang", data))


def _section(section: Any, zone: str) -> dict[str, Any]:
    tables = [
        {
            "title": table.title,
            "head": list(table.head),
            "rows": [[said(cell, zone) for cell in row] for row in table.rows],
        }
        for table in section.tables
    ]
    return {"title": section.title, "words": section.words, "tables": tables}


def _days(work: Work, since: int) -> list[dict[str, Any]]:
    days: list[dict[str, Any]] = []
    for part in work.messages(since):
        for shown in part:
            day = hari_tanggal(shown.message.at, work.zone)
            if not days or days[-1]["day"] != day:
                days.append({"day": day, "messages": []})
            days[-1]["messages"].append(_message(shown, work.zone))
    return days


def _message(shown: Shown, zone: str) -> dict[str, Any]:
    message = shown.message
    return {
        "n": str(message.n),
        "at": jam(message.at, zone),
        "name": message.author_name,
        "text": shown.instead or plain(message.html),
        "gone": bool(shown.state),
        "note": note_of(shown),
        "answers": f"Menjawab {message.reply_to.n}" if message.reply_to is not None else "",
        "files": [f"{each.name} ({each.size_words})" for each in shown.files],
    }
