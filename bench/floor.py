"""The floor: the product's application with a few doors more, written the shortest way.

They stand behind the same server, middleware, sign-in, form token and layout, read and write the same tables with as
many statements, and know nothing of permissions, acts, facts or rules: what they cost, any Flask application costs.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from flask import Blueprint, Flask, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from markupsafe import Markup
from sqlalchemy import CompoundSelect, Select, String, bindparam, select
from sqlalchemy.orm import joinedload

from community import create_app as create_product
from community.accounts.models import Guru
from community.attendance.models import Kehadiran, Mark
from community.gugus.models import Anggota, Gugus, Pengurus
from community.kernel.clock import now
from community.kernel.database import db
from community.lokakarya.models import Paket, PaketRole, Pertemuan

blueprint = Blueprint("floor", __name__, url_prefix="/floor", template_folder="templates")


def create_app(overrides: Mapping[str, Any] | None = None) -> Flask:
    """The product, and the floor beside it."""
    app = create_product(overrides)
    app.register_blueprint(blueprint)
    return app


@blueprint.post("/check_in/<pertemuan_id>")
def check_in(pertemuan_id: str) -> ResponseReturnValue:
    """What `attendance.confirm` reads and writes."""
    guru = current_user.sign_in.guru
    pertemuan = _allowed(guru, pertemuan_id, times=1)
    db.session.scalar(_kehadiran(), {"pertemuan_id": pertemuan.id, "guru_id": guru.id})
    _lock(pertemuan)
    db.session.add_all(_present(pertemuan.id, guru.id, guru.id, "kode"))
    db.session.commit()
    return redirect(f"/floor/check_in/{pertemuan_id}", 303)


@blueprint.post("/sheet/<pertemuan_id>")
def sheet(pertemuan_id: str) -> ResponseReturnValue:
    """What `attendance.save_sheet` reads and writes."""
    guru = current_user.sign_in.guru
    pertemuan = _allowed(guru, pertemuan_id, times=2)
    gugus_id = pertemuan.paket.gugus_id
    _lock(pertemuan)
    db.session.scalars(select(Anggota.guru_id).where(Anggota.gugus_id == gugus_id)).all()
    db.session.scalars(select(Kehadiran).where(Kehadiran.pertemuan_id == pertemuan.id)).all()
    for name in request.form:
        if name.startswith("status-"):
            db.session.add_all(_present(pertemuan.id, name.removeprefix("status-"), guru.id, "lembar"))
    db.session.commit()
    return redirect(f"/floor/sheet/{pertemuan_id}", 303)


@blueprint.get("/page")
def page() -> str:
    """A page of `rows` people in the product's layout, each row filled up with `filler` characters of markup.

    Three queries beside the sign-in: the gugus, who leads it, its people with their schools.
    """
    count, filler = int(request.args["rows"]), int(request.args["filler"])
    gugus = db.session.scalars(select(Gugus).where(Gugus.slug == request.args["slug"])).one()
    pengurus = db.session.scalars(
        select(Pengurus).where(Pengurus.gugus_id == gugus.id).options(joinedload(Pengurus.guru))
    ).all()
    rows = db.session.scalars(
        select(Guru)
        .join(Anggota, Anggota.guru_id == Guru.id)
        .where(Anggota.gugus_id == gugus.id)
        .options(joinedload(Guru.sekolah))
        .order_by(Guru.name_key)
        .limit(count - len(pengurus))
    ).all()
    return render_template("floor.html", gugus=gugus, pengurus=pengurus, rows=rows, filler=_filler(filler))


# These are made once, as in the product: the floor of an act is not to be beaten by way of its library.


@cache
def _pertemuan() -> Select[Any]:
    gugus = joinedload(Pertemuan.paket).joinedload(Paket.gugus).joinedload(Gugus.wilayah)
    return select(Pertemuan).where(Pertemuan.id == bindparam("id")).options(gugus)


@cache
def _membership() -> CompoundSelect[Any]:
    gugus_id, guru_id = bindparam("gugus_id", type_=String), bindparam("guru_id", type_=String)
    anggota = select(Anggota.via).where(Anggota.gugus_id == gugus_id, Anggota.guru_id == guru_id)
    return anggota.union_all(select(Pengurus.office).where(Pengurus.gugus_id == gugus_id, Pengurus.guru_id == guru_id))


@cache
def _role() -> Select[Any]:
    return select(PaketRole.role).where(
        PaketRole.paket_id == bindparam("paket_id"), PaketRole.guru_id == bindparam("guru_id")
    )


@cache
def _kehadiran() -> Select[Any]:
    return select(Kehadiran).where(
        Kehadiran.pertemuan_id == bindparam("pertemuan_id"), Kehadiran.guru_id == bindparam("guru_id")
    )


def _allowed(guru: Guru, pertemuan_id: str, *, times: int) -> Pertemuan:
    """The pertemuan, and the reads that the product's door and act make to know who asks."""
    pertemuan: Pertemuan = db.session.scalars(_pertemuan(), {"id": pertemuan_id}).one()
    for _ in range(times):
        db.session.execute(_membership(), {"gugus_id": pertemuan.paket.gugus_id, "guru_id": guru.id}).all()
        db.session.scalar(_role(), {"paket_id": pertemuan.paket_id, "guru_id": guru.id})
    return pertemuan


def _lock(pertemuan: Pertemuan) -> None:
    paket = pertemuan.paket
    if db.engine.dialect.name != "sqlite":
        db.session.refresh(paket, with_for_update={"read": True, "of": Paket})
        db.session.refresh(pertemuan, with_for_update={"read": True, "of": Pertemuan})


def _present(pertemuan_id: str, guru_id: str, by_id: str, via: str) -> list[Kehadiran | Mark]:
    at = now()
    values = {"pertemuan_id": pertemuan_id, "guru_id": guru_id, "by_id": by_id, "at": at, "masuk_at": at}
    values |= {"status": "hadir", "via": via, "keluar_at": None}
    return [Kehadiran(**values), Mark(reason="", **values)]


def _filler(length: int) -> Markup:
    """Markup of about that many characters, which costs nothing but its transport."""
    part = '<span class="soft small">isi baris</span>'
    return Markup(part * max(round(length / len(part)), 0))
