"""The texts of a municipality as the citizen's pages show them, and which words those were."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from mydimos.booking.people import Declaration
from mydimos.directory.models import Municipality
from mydimos.notices.models import TextVersion
from mydimos.web.municipality import texts
from mydimos.web.municipality.facts import facts


def shown_text(
    text: texts.Text, *, language: str, municipality: Municipality | None, now: datetime
) -> TextVersion:
    """The version of a text with the facts filled in; stored when it is shown first."""
    return _shown([text], language, municipality, now)[0]


def declared_texts(
    declaration: texts.Text,
    notice: texts.Text,
    *,
    language: str,
    municipality: Municipality | None,
    now: datetime,
) -> Declaration:
    """The declaration and the privacy notice in force, to be stored on an appointment (R8)."""
    return Declaration(*_shown([declaration, notice], language, municipality, now))


def _shown(
    of: Sequence[texts.Text], language: str, municipality: Municipality | None, now: datetime
) -> list[TextVersion]:
    known = facts(municipality) | {"feedback_url": reverse("citizen:feedback")}
    return texts.shown_versions(of, known, language=language, municipality=municipality, now=now)
