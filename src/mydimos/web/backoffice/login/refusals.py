"""What a form says when a proof is refused. One sentence for all reasons that must stay unsaid."""

from math import ceil

from django.forms import Form
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mydimos.identity.errors import TooManyTries, WrongCode, WrongLogin
from mydimos.web.ui.security_log import note_refusal

Refusal = WrongLogin | WrongCode | TooManyTries
REFUSALS = (WrongLogin, WrongCode, TooManyTries)


def refuse(form: Form, refusal: Refusal, *, field: str | None) -> int:
    """Write the reason on a form; returns the status of the page."""
    note_refusal(type(refusal).__name__)
    if isinstance(refusal, TooManyTries):
        form.add_error(None, _too_many(refusal))
        return 429
    if isinstance(refusal, WrongLogin):
        form.add_error(field, _("The e-mail or the password is wrong."))
    else:
        form.add_error(
            field,
            _("This code is not valid. Each code works once: wait for the next one of your app."),
        )
    return 422


def _too_many(refusal: TooManyTries) -> str:
    minutes = max(1, ceil(refusal.wait.total_seconds() / 60))
    return ngettext(
        "Too many tries. Please try again in %(minutes)s minute.",
        "Too many tries. Please try again in %(minutes)s minutes.",
        minutes,
    ) % {"minutes": minutes}
