"""Offices: add, change, retire, restore."""

from datetime import datetime
from decimal import Decimal
from typing import TypedDict, Unpack

from django.db import transaction

from mydimos.audit.actors import Actor
from mydimos.audit.acts import Act
from mydimos.audit.services import record
from mydimos.directory.models import Municipality, Office
from mydimos.directory.services.writing import change, write


class OfficeFacts(TypedDict, total=False):
    """The columns of an office; those that are left out stay, or keep their default."""

    slug: str  # needed to add one, like name_el, address_el, town_el and phone
    kind: str
    name_el: str
    name_en: str
    address_el: str
    address_en: str
    postcode: str
    town_el: str
    town_en: str
    latitude: Decimal | None
    longitude: Decimal | None
    phone: str
    email: str
    step_free: bool | None
    directions_el: str
    directions_en: str


@transaction.atomic
def add_office(
    *, municipality: Municipality, by: Actor, now: datetime, **facts: Unpack[OfficeFacts]
) -> Office:
    """Add an office. Raises InvalidFields, AddressTaken."""
    office = Office(municipality=municipality, **facts)
    write(office)
    _record(Act.OFFICE_ADDED, office, by, now)
    return office


@transaction.atomic
def change_office(
    *, office: Office, by: Actor, now: datetime, **facts: Unpack[OfficeFacts]
) -> None:
    """Change columns of an office. Raises InvalidFields, AddressTaken."""
    change(office, dict(facts))
    _record(Act.OFFICE_CHANGED, office, by, now)


@transaction.atomic
def retire_office(*, office: Office, by: Actor, now: datetime) -> None:
    """Take no more appointments there. Booked ones stand until they are cancelled or moved."""
    change(office, {"is_active": False})
    _record(Act.OFFICE_RETIRED, office, by, now)


@transaction.atomic
def restore_office(*, office: Office, by: Actor, now: datetime) -> None:
    """Take appointments there again."""
    change(office, {"is_active": True})
    _record(Act.OFFICE_RESTORED, office, by, now)


def _record(act: Act, office: Office, by: Actor, now: datetime) -> None:
    record(act, by=by, now=now, subject=office.public_id, municipality=office.municipality_id)
