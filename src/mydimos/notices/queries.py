"""What a municipality states about its use of data, and in which words it did so."""

from collections.abc import Collection
from datetime import datetime
from typing import TypeVar

from django.db.models import Q, QuerySet

from mydimos.directory.models import Municipality
from mydimos.notices.models import LegalText, Notice, TextVersion

Row = TypeVar("Row", Notice, LegalText)


def notices_of(municipality: Municipality | None) -> list[Notice]:
    """Who is responsible for the data: what the municipality says, then what the platform says."""
    return _own_before_common(Notice.objects.all(), municipality)


def legal_texts_of(
    municipality: Municipality | None, *, kinds: Collection[str], language: str
) -> dict[str, LegalText]:
    """What replaces the product's own texts, by kind: the municipality's before the platform's."""
    rows = LegalText.objects.filter(kind__in=kinds, language=language)
    # The municipality's come first, so they are written last.
    return {row.kind: row for row in reversed(_own_before_common(rows, municipality))}


def _own_before_common(rows: QuerySet[Row], municipality: Municipality | None) -> list[Row]:
    chosen = rows.filter(Q(municipality=municipality) | Q(municipality=None))
    return sorted(chosen, key=lambda row: row.municipality_id is None)


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


def latest_versions(
    municipality: Municipality | None, *, kinds: Collection[str], language: str
) -> dict[str, TextVersion]:
    """The newest version of each text of a municipality (None: of the platform), by kind."""
    rows = TextVersion.objects.filter(municipality=municipality, kind__in=kinds, language=language)
    return {row.kind: row for row in rows.order_by("kind", "-number").distinct("kind")}
