"""What a municipality says of itself, and the day from which it takes appointments."""

from datetime import date, datetime
from typing import TypedDict, Unpack

from django.db import transaction

from mydimos.audit.actors import Actor
from mydimos.audit.acts import Act
from mydimos.audit.services import record
from mydimos.directory.models import Municipality
from mydimos.directory.services.writing import change


class MunicipalityFacts(TypedDict, total=False):
    """The columns that are the municipality's own; the others come from the code book."""

    phone: str
    email: str
    website: str
    colour: str  # of its pages: «#0d47a1»


@transaction.atomic
def change_municipality(
    *, municipality: Municipality, by: Actor, now: datetime, **facts: Unpack[MunicipalityFacts]
) -> None:
    """Change what the municipality says of itself. Raises InvalidFields."""
    change(municipality, dict(facts))
    record(Act.MUNICIPALITY_CHANGED, by=by, now=now, municipality=municipality.code)


@transaction.atomic
def open_municipality(
    *, municipality: Municipality, on: date | None, by: Actor, now: datetime
) -> None:
    """Fix the local day from which appointments can be booked; None: take it back."""
    change(municipality, {"opened_on": on})
    record(Act.MUNICIPALITY_OPENED, by=by, now=now, municipality=municipality.code)
