"""Freezing the document as the minutes, and opening it again."""

from typing import Any

from community.accounts.models import Guru
from community.kernel.clock import now
from community.kernel.command import announce, command
from community.kernel.database import add, db, hold
from community.kernel.errors import Invalid
from community.kernel.forms import clean, one_line
from community.lokakarya.models import Keputusan, Notulen, Pertemuan, TindakLanjut
from community.lokakarya.queries import keputusan_of, notulen_of, peserta_of, tindak_lanjut_in
from community.lokakarya.services import add_keputusan, add_tindak_lanjut, withdraw_line, write_notulen
from community.lokakarya.services.holding import hold_pertemuan, when, write_down
from community.notulen.events import NotulenTurned
from community.notulen.models import FrozenNotulen, NotulenReopening, RecordedLine, SharedNotulen
from community.notulen.queries import attending, editions_of, holding, recorded_lines, state_of
from community.notulen.refusals import Moved, NotFrozen, NotReady
from community.notulen.rules.crdt import content_of
from community.notulen.rules.minutes import as_markdown
from community.notulen.rules.shape import KEPUTUSAN, LISTS, TINDAK, Content, Line
from community.permissions import Do

LONGEST_REASON = 300


@command(Do.FREEZE_NOTULEN)
def freeze(actor: Any, document: SharedNotulen, *, seen_n: int | None = None) -> FrozenNotulen:
    """Make of the document the minutes: text, decisions and tasks, with who was there.

    They become rows of lokakarya, by its own acts. A notulen that is frozen stays as it is. `seen_n` is the number of
    the last change that whoever freezes has read. Raises Moved where more was written since, NotReady, and as
    hold_pertemuan does.
    """
    pertemuan = document.pertemuan
    paket = hold_pertemuan(pertemuan)
    hold(document)
    if found := holding(document.id):
        return found
    state = state_of(document.id)
    if seen_n is not None and state.n != seen_n:
        raise Moved
    content = content_of(state.doc, document.keys)
    people = {each.id: each for each in peserta_of(paket)}
    _must_be_complete(content, people)
    attendance = attending(pertemuan)
    written = _sections(document, content)
    recorded = _record_text(actor, pertemuan, as_markdown(written, attendance))
    _record_lines(actor, document, content, people)
    frozen = add(
        FrozenNotulen(
            document_id=document.id,
            number=1 + max((each.number for each in editions_of(document.id)), default=0),
            n=state.n,
            html=recorded.html,
            content=_as_data(written, content, people),
            attendance={"present": [each._asdict() for each in attendance.present], "others": list(attendance.others)},
            notulen_id=recorded.id,
            by_id=actor.id,
            at=now(),
        )
    )
    write_down(actor, paket, f"membekukan notulen edisi {frozen.number} pertemuan {when(pertemuan)}")
    announce(NotulenTurned(document.id))
    return frozen


@command(Do.REOPEN_NOTULEN)
def reopen(actor: Any, document: SharedNotulen, *, reason: str) -> NotulenReopening:
    """Let the document be written again; the frozen edition is kept.

    Raises Invalid at `reason`, NotFrozen, and as hold_pertemuan does.
    """
    paket = hold_pertemuan(document.pertemuan)
    hold(document)
    said = str(one_line(reason or ""))
    if len(said) < 4:
        raise Invalid("Tulis alasannya: orang lain akan membacanya.", field="reason")
    if len(said) > LONGEST_REASON:
        raise Invalid(f"Terlalu panjang: paling banyak {LONGEST_REASON} huruf.", field="reason")
    frozen = holding(document.id)
    if frozen is None:
        raise NotFrozen
    made = add(NotulenReopening(frozen=frozen, by_id=actor.id, at=now(), reason=said))
    write_down(
        actor, paket, f"membuka kembali notulen edisi {frozen.number} pertemuan {when(document.pertemuan)}: {said}"
    )
    announce(NotulenTurned(document.id))
    return made


def _must_be_complete(content: Content, people: dict[str, Guru]) -> None:
    if not any(text.strip() for text in content.texts.values()) and not any(map(content.standing, LISTS)):
        raise NotReady("Notulen masih kosong. Tulis dulu, lalu bekukan.")
    for each in content.standing(TINDAK):
        if not _who(each, people):
            raise NotReady(
                f"Tindak lanjut “{_cut(each.text)}” belum ada yang mengerjakan. Pilih atau tulis siapa, lalu bekukan."
            )


def _sections(document: SharedNotulen, content: Content) -> list[dict[str, str]]:
    return [{"title": each["title"], "text": clean(content.texts[each["key"]])} for each in document.sections]


def _record_text(actor: Any, pertemuan: Pertemuan, text: str) -> Notulen:
    last = notulen_of(pertemuan.id)
    return write_notulen(actor, pertemuan, text=text, based_on=last.edition if last else 0, together=True)


def _record_lines(actor: Any, document: SharedNotulen, content: Content, people: dict[str, Guru]) -> None:
    """Each line as a row: new ones are added, changed ones follow a withdrawn row, those taken back are withdrawn."""
    pertemuan = document.pertemuan
    known = recorded_lines(document.id)
    rows: dict[str, Keputusan | TindakLanjut] = {each.id: each for each in keputusan_of(pertemuan.id)}
    rows |= {each.id: each for each in tindak_lanjut_in(pertemuan.id)}
    for kind in LISTS:
        standing = {each.key for each in content.standing(kind)}
        for line in content.lines(kind):
            recorded = known.get(f"{kind}:{line.key}")
            row = rows.get(recorded.row_id) if recorded else None
            if row and (line.key not in standing or not _says(row, line, people)):
                withdraw_line(actor, row, together=True)
                row = None
            if row is None and line.key in standing:
                made = _recorded(actor, pertemuan, kind, line, people)
                add(RecordedLine(document_id=document.id, kind=kind, key=line.key, row_id=made.id, at=now()))
    db.session.flush()


def _recorded(
    actor: Any, pertemuan: Pertemuan, kind: str, line: Line, people: dict[str, Guru]
) -> Keputusan | TindakLanjut:
    text = str(one_line(line.text))
    if kind == KEPUTUSAN:
        return add_keputusan(actor, pertemuan, text=text, together=True)
    return add_tindak_lanjut(
        actor,
        pertemuan,
        text=text,
        guru=people.get(line.guru_id),
        who=str(one_line(line.who)),
        until_on=line.until_on,
        together=True,
    )


def _says(row: Keputusan | TindakLanjut, line: Line, people: dict[str, Guru]) -> bool:
    """Whether a row still says what its line does."""
    if row.text != one_line(line.text):
        return False
    return isinstance(row, Keputusan) or (row.who_name, row.until_on) == (_who(line, people), line.until_on)


def _as_data(written: list[dict[str, str]], content: Content, people: dict[str, Guru]) -> dict[str, Any]:
    return {
        "sections": written,
        "decisions": [str(one_line(each.text)) for each in content.standing(KEPUTUSAN)],
        "tasks": [
            {
                "text": str(one_line(each.text)),
                "guru_id": each.guru_id if each.guru_id in people else "",
                "who": _who(each, people),
                "until": each.until,
            }
            for each in content.standing(TINDAK)
        ],
    }


def _who(line: Line, people: dict[str, Guru]) -> str:
    found = people.get(line.guru_id)
    return found.name if found else str(one_line(line.who))


def _cut(text: str) -> str:
    said = str(one_line(text))
    return said if len(said) <= 60 else f"{said[:59]}…"
