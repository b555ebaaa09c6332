"""Finding people: by how they sign in, by name, by number."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import joinedload, undefer

from community.accounts.identity import LABELS, identifier, logins
from community.accounts.models import Guru, SignIn
from community.kernel.database import db
from community.kernel.errors import Invalid
from community.kernel.person_names import name_key
from community.wilayah.models import Sekolah


class People(NamedTuple):
    """One page of people, and how many were found in all."""

    rows: list[Guru]
    number: int


def guru_named(login: str) -> Guru | None:
    """The person who signs in as `login`: username, e-mail or phone, however it is typed."""
    query = select(Guru).where(_signs_in_as(login), Guru.erased_at.is_(None))
    return db.session.scalar(query.limit(1))


def credentials_of(login: str) -> tuple[str | None, str | None]:
    """Id and password hash of who signs in as `login`; (None, None) for nobody. Always one query."""
    query = select(Guru.id, Guru.password_hash).where(_signs_in_as(login), Guru.erased_at.is_(None))
    row = db.session.execute(query.limit(1)).first()
    return (row[0], row[1]) if row else (None, None)


def password_hash_of(guru_id: str) -> str | None:
    """The hash of the person's password; None where none was set."""
    return db.session.scalar(select(Guru.password_hash).where(Guru.id == guru_id))


def has_password(guru_id: str) -> bool:
    return password_hash_of(guru_id) is not None


def guru_with(guru_id: str) -> Guru | None:
    """One person for the operator's pages: sekolah with kecamatan, and whether operator. Erased people are
    gone.
    """
    query = select(Guru).where(Guru.id == guru_id, Guru.erased_at.is_(None))
    return db.session.scalar(query.options(joinedload(Guru.sekolah), undefer(Guru.is_operator)))


def people_found(words: str = "", limit: int = 50, offset: int = 0) -> People:
    """People whose name or sekolah holds every word, or who have exactly that number, login or e-mail. By
    name.
    """
    condition = and_(Guru.erased_at.is_(None), _matches(words))
    query = select(Guru).where(condition).options(joinedload(Guru.sekolah)).order_by(Guru.name_key, Guru.id)
    number = db.session.scalar(select(func.count(Guru.id)).where(condition))
    return People(list(db.session.scalars(query.limit(limit).offset(offset))), number or 0)


def people_count() -> int:
    return db.session.scalar(select(func.count(Guru.id)).where(Guru.erased_at.is_(None))) or 0


def taken(column: str, value: str, *, by_other_than: str | None = None) -> bool:
    """Whether another person already has this username, e-mail, phone, NIP, NUPTK or NRG."""
    query = select(Guru.id).where(getattr(Guru, column) == value)
    if by_other_than:
        query = query.where(Guru.id != by_other_than)
    return db.session.scalar(query.limit(1)) is not None


def open_sign_ins(sign_in_ids: Collection[str]) -> set[str]:
    """Those of some sessions that have not been ended."""
    return set(db.session.scalars(select(SignIn.id).where(SignIn.id.in_(sign_in_ids), SignIn.revoked_at.is_(None))))


def sign_ins_of(guru_id: str) -> list[SignIn]:
    """The devices that are signed in, the latest seen first."""
    query = select(SignIn).where(SignIn.guru_id == guru_id, SignIn.revoked_at.is_(None))
    return list(db.session.scalars(query.order_by(SignIn.seen_at.desc(), SignIn.id)))


def _signs_in_as(login: str) -> ColumnElement[bool]:
    return or_(false(), *(getattr(Guru, column) == value for column, value in logins(login).items()))


def _matches(words: str) -> ColumnElement[bool]:
    text = words.strip()
    tokens = name_key(text).split()[:6] or text.casefold().split()[:6]
    if not text:
        return Guru.id.is_not(None)
    exact = []
    for column in LABELS:
        try:
            exact.append(getattr(Guru, column) == identifier(column, text))
        except Invalid:
            continue
    named = (func.lower(Guru.name_key).contains(token, autoescape=True) for token in tokens)
    return or_(and_(*named), _in_school(tokens), *exact)


def _in_school(tokens: list[str]) -> ColumnElement[bool]:
    held = (func.lower(Sekolah.name).contains(token, autoescape=True) for token in tokens)
    return Guru.sekolah_id.in_(select(Sekolah.id).where(and_(*held)))
