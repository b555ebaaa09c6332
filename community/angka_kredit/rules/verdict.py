"""Does what a person did in one paket carry a value, which, and if not, what is missing?

Source: Buku 4/5 as written in `regulations/`; one paket carries one value, however many pertemuan it had.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from community.angka_kredit.peraturan import Butir, Jenis, Peraturan, Regulation, RoleRule
from community.kernel.indonesian import nilai, tanggal

MINUTES_IN_HOUR = 60


@dataclass(frozen=True, slots=True)
class Attended:
    """What one person did in one paket, as attendance and hasil say it."""

    role: str
    pertemuan_attended: int
    pertemuan_held: int
    minutes: int
    jp: Decimal
    hasil_kinds: frozenset[str]
    makalah: bool
    last_pertemuan_on: date

    def __post_init__(self) -> None:
        if not 0 <= self.pertemuan_attended <= self.pertemuan_held:
            raise ValueError(f"attended {self.pertemuan_attended} of {self.pertemuan_held} pertemuan")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome for one person and paket.

    `code` is the stable word: layak, or paket_kurang_pertemuan, kurang_pertemuan, hasil_belum_ada,
    makalah_belum_ada, peran_tanpa_nilai, jenis_tanpa_nilai, di_luar_masa_berlaku. `sentence` is for the guru;
    `explanation` says what the value is and is not, by the date of the last pertemuan. `credit_kind` is "ak"
    for the years in which the regulation gave credit, "rujukan" after. `choices` are butir to take instead.
    """

    eligible: bool
    butir: str | None
    value: Decimal | None
    code: str
    sentence: str
    missing: tuple[str, ...]
    regulation: str
    credit_kind: str
    explanation: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Gap:
    code: str
    sentence: str
    missing: str


def judge(jenis: Jenis, facts: Attended, peraturan: Peraturan, chosen: str | None = None) -> Verdict:
    """The verdict on `facts` in a paket of `jenis`; `chosen` takes one of the role's other butir.

    Raises LookupError for a role no regulation names, or a choice the role does not have.
    """
    regulation = peraturan.regulation(jenis.regulation)
    if jenis.no_value:
        return _without_value("jenis_tanpa_nilai", jenis.no_value, (), facts, regulation, peraturan)
    rule = jenis.rule_for(facts.role)
    if rule.butir is None:
        return _without_value("peran_tanpa_nilai", rule.no_value, (), facts, regulation, peraturan)
    code = chosen or rule.butir
    if code not in (rule.butir, *rule.choices):
        raise LookupError(f"butir {code} bukan pilihan peran {rule.role}")
    try:
        butir = peraturan.butir(code, on=facts.last_pertemuan_on, regime=regulation.regime)
    except LookupError:
        sentence = f"Butir {code} tidak berlaku pada {tanggal(facts.last_pertemuan_on)}."
        return _without_value("di_luar_masa_berlaku", sentence, (), facts, regulation, peraturan)
    gaps = _gaps(jenis, rule, facts, peraturan)
    if gaps:
        sentence = " ".join(["Belum dapat diusulkan.", *(gap.sentence for gap in gaps)])
        missing = tuple(gap.missing for gap in gaps)
        return _without_value(gaps[0].code, sentence, missing, facts, regulation, peraturan)
    return _with_value(jenis, rule, butir, facts, regulation, peraturan)


def split_offer(jenis: Jenis, held: int) -> int | None:
    """Into how many paket one with `held` pertemuan may be split, each with its own hasil, if at all."""
    if not jenis.can_split or held < 2 * jenis.minimum:
        return None
    return held // jenis.minimum


def _gaps(jenis: Jenis, rule: RoleRule, facts: Attended, peraturan: Peraturan) -> list[_Gap]:
    return [
        *_pertemuan_gaps(jenis, facts),
        *_product_gaps(jenis, rule, facts, peraturan),
    ]


def _pertemuan_gaps(jenis: Jenis, facts: Attended) -> list[_Gap]:
    """The minimum holds for what the paket held and, by reasoning, for what the person attended."""
    held, attended, minimum = facts.pertemuan_held, facts.pertemuan_attended, jenis.minimum
    # Whoever sources disagree about must be able to read that they do.
    disputed = jenis.other_minimum is not None and jenis.other_minimum <= attended < minimum
    conflict = f" {jenis.conflict}" if disputed else ""
    gaps = []
    if held < minimum:
        sentence = f"Terlaksana baru {held} dari minimal {minimum} pertemuan.{conflict}"
        gaps.append(_Gap("paket_kurang_pertemuan", sentence, f"{minimum - held} pertemuan paket lagi"))
    if attended < minimum and attended < held:
        short = minimum - attended
        sentence = f"Hadir {attended} dari {held} pertemuan, kurang {short} pertemuan dari minimal {minimum}." + (
            "" if held < minimum else conflict
        )
        gaps.append(_Gap("kurang_pertemuan", sentence, f"kehadiran pada {short} pertemuan"))
    return gaps


def _product_gaps(jenis: Jenis, rule: RoleRule, facts: Attended, peraturan: Peraturan) -> list[_Gap]:
    gaps = []
    if jenis.hasil and not facts.hasil_kinds & set(jenis.hasil):
        sentence = f"Hasil belum ada: paket ini memerlukan {jenis.hasil_label}."
        gaps.append(_Gap("hasil_belum_ada", sentence, f"hasil: {jenis.hasil_label}"))
    if rule.needs_makalah and not facts.makalah:
        role = peraturan.role_label(rule.role)
        sentence = f"Makalah belum ada: peran {role} memerlukan makalah."
        gaps.append(_Gap("makalah_belum_ada", sentence, f"makalah {role}"))
    return gaps


def _with_value(
    jenis: Jenis, rule: RoleRule, butir: Butir, facts: Attended, regulation: Regulation, peraturan: Peraturan
) -> Verdict:
    label = regulation.label[0].upper() + regulation.label[1:]
    sentences = [
        f"Dapat diusulkan: hadir {facts.pertemuan_attended} dari {facts.pertemuan_held} pertemuan "
        f"(minimal {jenis.minimum}).",
        f"{label}: {nilai(butir.value)} (butir {butir.code}).",
    ]
    if facts.pertemuan_held > jenis.minimum:
        sentences.append(f"Pertemuan lebih dari {jenis.minimum} tidak menambah nilai: satu paket satu nilai.")
    return Verdict(
        eligible=True,
        butir=butir.code,
        value=butir.value,
        code="layak",
        sentence=" ".join([*sentences, *_about_hours(facts, regulation, peraturan)]),
        missing=(),
        regulation=regulation.id,
        credit_kind=_credit_kind(regulation, facts.last_pertemuan_on),
        explanation=_explanation(regulation, facts.last_pertemuan_on),
        choices=tuple(code for code in (rule.butir, *rule.choices) if code and code != butir.code),
    )


def _without_value(
    code: str,
    sentence: str,
    missing: tuple[str, ...],
    facts: Attended,
    regulation: Regulation,
    peraturan: Peraturan,
) -> Verdict:
    return Verdict(
        eligible=False,
        butir=None,
        value=None,
        code=code,
        sentence=" ".join([sentence, *_about_hours(facts, regulation, peraturan)]),
        missing=missing,
        regulation=regulation.id,
        credit_kind=_credit_kind(regulation, facts.last_pertemuan_on),
        explanation=_explanation(regulation, facts.last_pertemuan_on),
        choices=(),
    )


def _about_hours(facts: Attended, regulation: Regulation, peraturan: Peraturan) -> list[str]:
    """Hours that would fill a diklat are explained, never converted (reason 1H of Buku 5)."""
    least = min((each.hours_from for each in peraturan.all_butir if each.hours_from is not None), default=None)
    if least is None or (facts.jp < least and facts.minutes < least * MINUTES_IN_HOUR):
        return []
    return [regulation.explains_hours] if regulation.explains_hours else []


def _credit_kind(regulation: Regulation, day: date) -> str:
    return "ak" if regulation.ak_until is None or day <= regulation.ak_until else "rujukan"


def _explanation(regulation: Regulation, day: date) -> str:
    is_ak = _credit_kind(regulation, day) == "ak"
    return regulation.explains_ak if is_ak else regulation.explains_reference
