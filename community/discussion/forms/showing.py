"""Where a refusal is said."""

from typing import Any

from community.kernel.errors import Refusal


def show(form: Any, refusal: Refusal) -> None:
    """Put a refusal at its field, or above the form. Everything typed stays."""
    name = getattr(refusal, "field", None)
    if name and name in form:
        form[name].errors = [*form[name].errors, refusal.message]
    else:
        form.form_errors = [*form.form_errors, refusal.message]
