"""The texts of a municipality as the citizen's pages show them, and which words those were."""

from datetime import datetime

from django.urls import reverse

from mydimos.booking.people import Declaration
from mydimos.directory.models import Municipality
from mydimos.notices.models import Kind, TextVersion
from mydimos.web.municipality import texts
from mydimos.web.municipality.facts import facts


def shown_text(
    text: texts.Text, *, language: str, municipality: Municipality | None, now: datetime
) -> TextVersion:
    """The version of a text with the facts filled in; stored when it is shown first."""
    known = _facts(municipality)
    return texts.shown_version(text, known, language=language, municipality=municipality, now=now)


def declared_texts(
    declaration: texts.Text, *, language: str, municipality: Municipality | None, now: datetime
) -> Declaration:
    """The declaration and the privacy notice in force, to be stored on an appointment (R8)."""
    notice = texts.text(Kind.PRIVACY, language=language, municipality=municipality)
    known = _facts(municipality)
    shown = (
        texts.shown_version(text, known, language=language, municipality=municipality, now=now)
        for text in (declaration, notice)
    )
    return Declaration(*shown)


def _facts(municipality: Municipality | None) -> dict[str, str]:
    return facts(municipality) | {"feedback_url": reverse("citizen:feedback")}
