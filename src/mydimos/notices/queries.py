"""What a municipality states about its use of data, and in which words it did so."""

from datetime import datetime
from typing import TypeVar

from django.db.models import F, Q, QuerySet

from mydimos.directory.models import Municipality
from mydimos.notices.models import LegalText, Notice, TextVersion

Row = TypeVar("Row", Notice, LegalText)


def notices_of(municipality: Municipality | None) -> list[Notice]:
    """Who is responsible for the data: what the municipality says, then what the platform says."""
    return list(_own_before_common(Notice.objects.all(), municipality))


def legal_text_of(
    municipality: Municipality | None, *, kind: str, language: str
) -> LegalText | None:
    """What replaces the product's own text: the municipality's before the platform's."""
    rows = LegalText.objects.filter(kind=kind, language=language)
    return _own_before_common(rows, municipality).first()


def _own_before_common(rows: QuerySet[Row], municipality: Municipality | None) -> QuerySet[Row]:
    chosen = rows.filter(Q(municipality=municipality) | Q(municipality=None))
    return chosen.order_by(F("municipality").asc(nulls_last=True))


def version_in_force(
    municipality: Municipality | None, *, kind: str, language: str, at: datetime
) -> TextVersion | None:
    """The text as it was shown at a moment; None where it had not been shown to anyone yet."""
    shown = versions_of(municipality, kind=kind, language=language)
    return shown.filter(in_force_from__lte=at).first()


def versions_of(
    municipality: Municipality | None, *, kind: str, language: str
) -> QuerySet[TextVersion]:
    """All versions of a text of a municipality (None: of the platform), the newest first."""
    rows = TextVersion.objects.filter(municipality=municipality, kind=kind, language=language)
    return rows.order_by("-number")
