"""The words of a question. Pure."""

from typing import Any

from community.kernel.errors import Invalid
from community.kernel.forms import one_line

LONGEST_QUESTION = 500  # characters


def asked_words(text: Any) -> str:
    """A question as it is kept, on one line. Raises Invalid at `text`."""
    if not isinstance(text, str):
        raise Invalid("Isi pertanyaan perlu berupa teks.", field="text")
    said = str(one_line(text)) if len(text) <= LONGEST_QUESTION * 20 else text
    if len(said) > LONGEST_QUESTION:
        number = f"{len(said):,}".replace(",", ".")
        raise Invalid(f"Pertanyaan ini {number} huruf, paling banyak {LONGEST_QUESTION}. Ringkas dulu.", field="text")
    if not any(sign.isalnum() for sign in said):
        raise Invalid("Tulis pertanyaannya dulu.", field="text")
    return said
