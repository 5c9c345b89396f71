"""The texts that the people of the demo declared to."""

from datetime import datetime

from django.utils.translation import override

from mydimos.booking.people import Declaration
from mydimos.directory.models import Municipality
from mydimos.notices.models import Kind
from mydimos.web.citizen.shown_texts import declared_texts
from mydimos.web.municipality.texts import shipped, text
from mydimos_demo.content.towns import TOWNS


def declarations(now: datetime) -> dict[str, Declaration]:
    """The texts of the fully built municipalities in Greek, by code; "": the platform's."""
    built = Municipality.objects.filter(code__in=[town.code for town in TOWNS])
    with override("el"):
        return {town.code if town else "": _declared(town, now) for town in (None, *built)}


def _declared(town: Municipality | None, now: datetime) -> Declaration:
    declaration = shipped(Kind.DECLARATION, "el")
    notice = text(Kind.PRIVACY, language="el", municipality=town)
    return declared_texts(declaration, notice, language="el", municipality=town, now=now)
