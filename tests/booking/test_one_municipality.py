"""Municipalities are kept apart by the database; a shared interpreter is seen as taken only."""

import pytest
from django.db import IntegrityError, connection, transaction

from mydimos.audit.actors import Actor
from mydimos.booking.models import AccessCode, Appointment, HistoryEntry, Hold, Participant
from mydimos.booking.queries.availability import availability
from mydimos.booking.services import send_code
from mydimos.directory.models import Lent, Offering
from tests.booking.moves import keep
from tests.factories import (
    NOW,
    TODAY,
    add_need,
    at,
    book,
    hold,
    make_citizen,
    make_municipality,
    make_offering,
    make_resource,
)

pytestmark = pytest.mark.django_db


def refused(key: str) -> "pytest.RaisesExc[IntegrityError]":
    return pytest.raises(IntegrityError, match=key)


@pytest.mark.parametrize(
    ("model", "key"),
    [
        (Participant, "participant_appointment_of_municipality"),
        (HistoryEntry, "historyentry_appointment_of_municipality"),
        (Hold, "hold_offering_of_municipality"),
    ],
)
def test_no_row_goes_over_to_another_municipality(model: type, key: str) -> None:
    citizen, offering = make_citizen(), make_offering()
    book(citizen, offering, "09:00")
    hold(citizen, offering, "10:00")
    other = make_municipality(slug="other")

    with refused(key), transaction.atomic():
        model.objects.update(municipality=other)  # type: ignore[attr-defined]
        connection.check_constraints()


def test_an_appointment_keeps_to_the_departments_and_offerings_of_its_municipality() -> None:
    appointment, elsewhere = book(make_citizen(), make_offering()), make_offering()

    for key, columns in (
        ("appointment_department_of_municipality", {"department": elsewhere.service.department}),
        ("appointment_offering_of_municipality", {"offering": elsewhere}),
    ):
        with refused(key), transaction.atomic():
            Appointment.objects.filter(pk=appointment.pk).update(**columns)
            connection.check_constraints()


def test_no_time_is_held_for_the_appointment_of_another_municipality() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    elsewhere = book(make_citizen(), make_offering(), "12:00")
    kept = keep(appointment, "13:00")

    with refused("hold_moves_of_municipality"), transaction.atomic():
        Hold.objects.filter(pk=kept.pk).update(moves=elsewhere)
        connection.check_constraints()


def test_no_hold_names_an_employee_of_another_municipality() -> None:
    kept = hold(make_citizen(), make_offering())
    stranger = make_resource(make_offering().office)

    with refused("hold_named_employee_is_lent"), transaction.atomic():
        Hold.objects.filter(pk=kept.pk).update(named_employee=stranger)
        connection.check_constraints()


def test_no_access_code_goes_over_to_another_municipality() -> None:
    booked = book(make_citizen(), make_offering(), "09:00")
    send_code(appointment_id=booked.public_id, role="served", by=Actor.link(), now=NOW)

    with refused("accesscode_participant_of_municipality"), transaction.atomic():
        AccessCode.objects.update(municipality=make_municipality(slug="other"))
        connection.check_constraints()


def test_an_appointment_names_no_employee_of_another_municipality() -> None:
    appointment = book(make_citizen(), make_offering(), "09:00")
    stranger = make_resource(make_offering().office)

    with refused("appointment_named_employee_is_lent"), transaction.atomic():
        Appointment.objects.filter(pk=appointment.pk).update(named_employee=stranger)
        connection.check_constraints()


def test_a_lent_interpreter_is_taken_for_both_municipalities() -> None:
    ours, theirs = make_offering(), make_offering()
    interpreter = make_resource(ours.office, kind="interpreter")
    Lent.objects.create(resource=interpreter, municipality=theirs.municipality)
    for offering in (ours, theirs):
        add_need(offering, [interpreter])

    book(make_citizen(), ours, "09:00")

    assert at("09:00") not in starts(theirs)
    assert at("09:30") in starts(theirs)


def starts(offering: Offering) -> set[object]:
    seen = availability([offering], first_day=TODAY, last_day=TODAY, now=NOW)
    stamps = {slot.start for slot in seen.slots(offering)}
    return {moment for moment in (at("09:00"), at("09:30")) if moment.timestamp() in stamps}
