"""What people type into accounts' pages. The services judge again: a form only says it sooner, and at the
field.
"""

from typing import Any

from wtforms import FileField, HiddenField, PasswordField, RadioField, ValidationError
from wtforms.validators import InputRequired, Length

from community.accounts import passwords
from community.accounts.identity import KEPEGAWAIAN, identifier, person_name
from community.accounts.models import OFFICES
from community.kernel.errors import Invalid
from community.kernel.forms import Form, choice, day, options, several, text

_GENDERS = (("L", "Laki-laki"), ("P", "Perempuan"))
_MODES = (("sandi", "Kode kata sandi baru (berlaku 24 jam)"), ("kartu", "Kode kartu akun (berlaku 30 hari)"))


def _as_identifier(form: Any, field: Any) -> None:
    try:
        identifier(field.short_name, field.data)
    except Invalid as fault:
        raise ValidationError(fault.message) from fault


def _as_name(form: Any, field: Any) -> None:
    try:
        person_name(field.data)
    except Invalid as fault:
        raise ValidationError(fault.message) from fault


def _strong(form: Any, field: Any) -> None:
    known = [getattr(form, name).data for name in ("name", "username", "phone", "email") if name in form]
    if said := passwords.weakness(field.data or "", *known, *form.known):
        raise ValidationError(said)


def _repeated(form: Any, field: Any) -> None:
    if field.data != form.password.data:
        raise ValidationError("Kedua kata sandi tidak sama. Ketik ulang keduanya.")


def _identifier(label: str, *, most: int = 120, **kw: Any) -> Any:
    return text(label, required=False, most=most, rules=[_as_identifier], **kw)


def _secret(label: str, autocomplete: str, *rules: Any) -> Any:
    said = InputRequired("Kata sandi perlu diisi.")
    most = Length(max=passwords.MOST, message=f"Kata sandi terlalu panjang: paling banyak {passwords.MOST} huruf.")
    return PasswordField(label, validators=[said, *(rules or [most])], render_kw={"autocomplete": autocomplete})


class SignInForm(Form):
    login = text(
        "Nama pengguna, surel, atau nomor HP",
        required="Tulis nama pengguna, surel, atau nomor HP Anda.",
        most=120,
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = _secret("Kata sandi", "current-password")


class NewPasswordForm(Form):
    """A new password, twice; `known`: what others know of the person."""

    password = _secret("Kata sandi baru", "new-password", _strong)
    again = _secret("Ulangi kata sandi baru", "new-password", _repeated)
    known: tuple[str | None, ...] = ()


class ChangePasswordForm(NewPasswordForm):
    present = _secret("Kata sandi yang sekarang", "current-password")


class RegisterForm(NewPasswordForm):
    name = text("Nama lengkap dengan gelar", most=120, rules=[_as_name], render_kw={"autocomplete": "name"})
    phone = _identifier("Nomor HP", most=40, render_kw={"autocomplete": "tel", "inputmode": "tel"})
    email = _identifier("Alamat surel", render_kw={"autocomplete": "email", "inputmode": "email"})
    username = _identifier("Nama pengguna", most=40, render_kw={"autocomplete": "username", "autocapitalize": "none"})
    password = _secret("Kata sandi", "new-password", _strong)
    again = _secret("Ulangi kata sandi", "new-password", _repeated)


class FirstOperatorForm(NewPasswordForm):
    name = text("Nama lengkap", most=120, rules=[_as_name], render_kw={"autocomplete": "name"})
    username = text(
        "Nama pengguna",
        most=40,
        rules=[_as_identifier],
        render_kw={"autocomplete": "username", "autocapitalize": "none"},
    )
    password = _secret("Kata sandi", "new-password", _strong)
    again = _secret("Ulangi kata sandi", "new-password", _repeated)


class EmailForm(Form):
    email = text(
        "Alamat surel",
        most=120,
        rules=[_as_identifier],
        render_kw={"autocomplete": "email", "inputmode": "email"},
    )


class CodeForm(Form):
    code = text(
        "Kode sekali pakai",
        required="Tulis kode dari kartu atau dari pengurus.",
        most=60,
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )


class OwnDataForm(Form):
    """One's own data; the columns of Guru by name."""

    name = text("Nama lengkap dengan gelar", most=120, rules=[_as_name], render_kw={"autocomplete": "name"})
    username = _identifier("Nama pengguna", most=40)
    phone = _identifier("Nomor HP", most=40, render_kw={"inputmode": "tel"})
    email = _identifier("Alamat surel", render_kw={"inputmode": "email"})
    nip = _identifier("NIP", most=40, render_kw={"inputmode": "numeric"})
    nuptk = _identifier("NUPTK", most=40, render_kw={"inputmode": "numeric"})
    nrg = _identifier("NRG", most=40, render_kw={"inputmode": "numeric"})
    gender = choice("Jenis kelamin", _GENDERS, required=False)
    birth_place = text("Tempat lahir", required=False, most=100)
    birth_on = day("Tanggal lahir", required=False)
    kepegawaian = choice("Status kepegawaian", [(each, each) for each in KEPEGAWAIAN], required=False)
    jenis_ptk = text(
        "Jenis PTK", required=False, most=60, description="Misalnya Guru Kelas, Guru Mapel, Kepala Sekolah."
    )
    golongan = text("Pangkat dan golongan", required=False, most=60, description="Misalnya Penata Muda, III/a.")
    mapel = text("Mata pelajaran", required=False, most=100)
    last_pangkat_on = day("TMT pangkat terakhir", required=False)
    sk_jabatan_on = day("Tanggal SK jabatan terakhir", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._keep_unusual_status(kwargs.get("obj"))

    def values(self) -> dict[str, Any]:
        """What was typed, by column."""
        return {name: value for name, value in self.data.items() if name != "csrf_token"}

    def _keep_unusual_status(self, guru: Any) -> None:
        """A status that came with an import and is not in the list stays choosable."""
        status = getattr(guru, "kepegawaian", "")
        if status and status not in KEPEGAWAIAN:
            self.kepegawaian.choices = [*self.kepegawaian.choices, *options([(status, status)])]


class PersonForm(OwnDataForm):
    """A person as the operator writes them."""

    sekolah_id = RadioField("Sekolah induk", choices=[], validate_choice=False)
    sekolah_words = text("Cari sekolah induk", required=False, most=100, description="Nama sekolah atau NPSN.")

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values().items() if name != "sekolah_words"}


class EraseForm(Form):
    password = _secret("Kata sandi Anda", "current-password")


class EraseByWordForm(Form):
    word = text("Tulis HAPUS untuk memastikan", most=20, render_kw={"autocomplete": "off"})


class IssueCodeForm(Form):
    purpose = choice("Jenis kode", _MODES, radio=True, default="sandi")


class AppointForm(Form):
    office = choice("Jabatan", list(OFFICES.items()), radio=True)
    words = text("Cari sekolah atau wilayah", required=False, most=100, description="Nama, NPSN, atau kode wilayah.")
    sekolah_ids = several("Sekolah", [], validate_choice=False)
    wilayah_code = RadioField("Wilayah", choices=[], validate_choice=False)
    sk_number = text("Nomor SK", required=False, most=80)
    sk_on = day("Tanggal SK", required=False)
    from_on = day("Mulai")
    until_on = day("Sampai", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in (self.sekolah_ids, self.wilayah_code, self.sk_number, self.sk_on):
            each.flags.required = True  # of every office but operator: the service judges


class EndForm(Form):
    reason = text("Alasan", most=300, description="Misalnya pindah tugas, pensiun, atau diganti.")


class _Chosen:
    """Says, with no more than the flag, that a file has to be chosen; the door refuses without one."""

    field_flags = {"required": True}

    def __call__(self, form: Any, field: Any) -> None:
        pass


class RegionsForm(Form):
    source = HiddenField(default="bawaan")
    provinces = FileField("provinces.csv", [_Chosen()])
    regencies = FileField("regencies.csv", [_Chosen()])
    districts = FileField("districts.csv", [_Chosen()])


class SchoolsForm(Form):
    kabupaten = text(
        "Kode kabupaten/kota", most=5, description="Kode Kemendagri, misalnya 32.05 untuk Kabupaten Garut."
    )
    file = FileField("Berkas sekolah (CSV atau XLSX)", [_Chosen()])
