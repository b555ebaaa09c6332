"""Ids that may stand in an address: short, random, and without letters that are misread aloud."""

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 10  # 31**10, about 2**49: nobody walks from one to the next
_IDS = len(ALPHABET) ** LENGTH


def new_id() -> str:
    """A new public id of ten characters."""
    number, letters = secrets.randbelow(_IDS), ""  # drawn at once: an import makes 20,000 of them
    for _ in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters += ALPHABET[place]
    return letters


def new_code(groups: int = 2, size: int = 4) -> str:
    """A code someone reads from paper and types: `abcd-2345`."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(size)) for _ in range(groups))
