"""The second wall: within `seen_by`, people of other departments are not there (R19)."""

from collections.abc import Callable

import pytest
from django.db import Error, connection, models, transaction

from mydimos.access.scope import seen_by
from mydimos.audit.actors import Actor
from mydimos.booking.models import (
    AccessCode,
    Appointment,
    HistoryEntry,
    Hold,
    Participant,
    ParticipantWord,
)
from mydimos.booking.services import book_appointment, cancel_appointment, take_hold
from mydimos.directory.services import add_department
from mydimos.identity.models import Citizen, User
from mydimos.notifications.models import Message
from tests.factories import (
    BY,
    NOW,
    at,
    book,
    for_herself,
    make_citizen,
    make_offering,
    make_service,
)

pytestmark = pytest.mark.django_db

# Every table that holds something of an appointment; a new table goes into the migration.
WALLED: dict[type[models.Model], str] = {
    Appointment: "pk",
    Participant: "appointment",
    ParticipantWord: "appointment",
    HistoryEntry: "appointment",
    AccessCode: "participant__appointment",
}


@pytest.fixture
def employee() -> User:
    return User.objects.create(full_name="Μαρία Παππά", email="m@town.example", email_index=b"m")


@pytest.fixture
def two() -> tuple[Appointment, Appointment]:
    """Appointments of two departments of one municipality; the first is one's own."""
    own = make_offering()
    welfare = add_department(municipality=own.municipality, name_el="Κοινωνική Υπηρεσία", **BY)
    other = make_offering(service=make_service(own.municipality, department=welfare))
    appointments = book(make_citizen(), own), book(make_citizen(), other)
    for one in appointments:
        AccessCode.objects.create(
            participant=one.participants.get(role="served"),
            municipality=one.municipality,
            code="123456",
            expires_at=NOW,
        )
    return appointments


@pytest.mark.parametrize("model", WALLED)
def test_a_forgotten_filter_finds_nothing_of_another_department(
    model: type[models.Model], two: tuple[Appointment, Appointment], employee: User
) -> None:
    column = WALLED[model]
    with seen_by(employee=employee.pk, departments=[two[0].department_id]):
        found = set(model._default_manager.values_list(column, flat=True))

    assert found == {two[0].pk}


def test_messages_stand_behind_the_wall_too(
    two: tuple[Appointment, Appointment], employee: User
) -> None:
    with seen_by(employee=employee.pk, departments=[two[0].department_id]):
        assert set(Message.objects.values_list("subject", flat=True)) == {two[0].public_id}


def test_without_departments_nobody_is_there(
    two: tuple[Appointment, Appointment], employee: User
) -> None:
    with seen_by(employee=employee.pk, departments=[]):
        assert not Appointment.objects.exists()
        assert not Participant.objects.exists()


def test_every_table_that_refers_to_an_appointment_is_walled() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text FROM pg_constraint WHERE contype = 'f'"
            " AND confrelid = 'booking_appointment'::regclass"
        )
        referring = {name for (name,) in cursor.fetchall()}
        cursor.execute(
            "SELECT polrelid::regclass::text, polname FROM pg_policy JOIN pg_class"
            " ON pg_class.oid = polrelid WHERE relrowsecurity"
        )
        policies = set(cursor.fetchall())

    for table in referring | {"booking_appointment", "notifications_message"}:
        assert {(table, "departments"), (table, "everyone")} <= policies, table


def change(appointment: Appointment) -> None:
    Appointment.objects.filter(pk=appointment.pk).update(sequence=7)


def lock(appointment: Appointment) -> None:
    assert not Appointment.objects.select_for_update().filter(pk=appointment.pk)


def cancel(appointment: Appointment) -> None:
    with pytest.raises(Appointment.DoesNotExist):
        cancel_appointment(
            appointment_id=appointment.public_id, by=Actor.employee(1), reason="Ασθένεια", now=NOW
        )


@pytest.mark.parametrize("act", [change, lock, cancel])
def test_nothing_can_be_done_to_an_appointment_of_another_department(
    act: Callable[[Appointment], None], two: tuple[Appointment, Appointment], employee: User
) -> None:
    with seen_by(employee=employee.pk, departments=[two[0].department_id]):
        act(two[1])

    two[1].refresh_from_db()
    assert (two[1].sequence, two[1].is_cancelled) == (0, False)


def test_an_appointment_cannot_be_handed_to_another_department(
    two: tuple[Appointment, Appointment], employee: User
) -> None:
    handing_over = Appointment.objects.filter(pk=two[0].pk)

    with (
        seen_by(employee=employee.pk, departments=[two[0].department_id]),
        pytest.raises(Error, match="row-level security"),
        transaction.atomic(),
    ):
        handing_over.update(department=two[1].department_id)


def test_what_the_office_does_not_need_is_closed_to_it(employee: User) -> None:
    for statement in (
        "SELECT FROM identity_session",
        "SELECT FROM feedback_feedback",
        "UPDATE audit_line SET act = 'x'",
        "DELETE FROM audit_line",
        "UPDATE identity_user SET password = 'x'",
        "UPDATE directory_municipality SET phone = 'x'",
        "DELETE FROM access_membership",
    ):
        with (
            seen_by(employee=employee.pk, departments=[]),
            pytest.raises(Error, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_verbs_work_within_the_wall_as_without(
    two: tuple[Appointment, Appointment], employee: User
) -> None:
    by = Actor.employee(employee.pk)
    offering = two[0].offering
    with seen_by(employee=employee.pk, departments=[two[0].department_id]):
        kept = take_hold(by=by, offering=offering, starts_at=at("13:00"), now=NOW)
        booked = book_appointment(
            hold_id=kept.public_id, by=by, people=for_herself(), through=COUNTER, now=NOW
        )
        cancel_appointment(appointment_id=two[0].public_id, by=by, reason="Ασθένεια", now=NOW)

    assert Message.objects.filter(subject=booked.public_id).exists()
    two[0].refresh_from_db()
    assert two[0].is_cancelled


COUNTER = Appointment.Through.COUNTER


def test_a_hold_is_seen_by_the_employee_who_has_it(
    two: tuple[Appointment, Appointment], employee: User
) -> None:
    other = User.objects.create(full_name="Άννα", email="a@town.example", email_index=b"a")
    departments = [two[0].department_id]
    with seen_by(employee=employee.pk, departments=departments):
        take_hold(
            by=Actor.employee(employee.pk),
            offering=two[0].offering,
            starts_at=at("13:00"),
            now=NOW,
        )

    with seen_by(employee=other.pk, departments=departments):
        assert not Hold.objects.exists()
    with seen_by(employee=employee.pk, departments=departments):
        assert Hold.objects.count() == 1


def test_after_the_block_all_is_as_before(
    two: tuple[Appointment, Appointment], employee: User
) -> None:
    with seen_by(employee=employee.pk, departments=[two[0].department_id]):
        pass

    assert Appointment.objects.count() == 2


def test_an_error_in_the_block_leaves_the_wall_too(
    two: tuple[Appointment, Appointment], employee: User
) -> None:
    with (
        pytest.raises(Citizen.DoesNotExist),
        seen_by(employee=employee.pk, departments=[two[0].department_id]),
    ):
        Citizen.objects.get(pk=0)

    assert Appointment.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_it_is_a_transaction_of_its_own(employee: User) -> None:
    """Within another one the settings would outlast the block."""
    with (
        pytest.raises(RuntimeError, match="durable"),
        transaction.atomic(),
        seen_by(employee=employee.pk, departments=[]),
    ):
        pass


@pytest.mark.django_db(transaction=True)
def test_the_next_transaction_of_the_connection_has_no_wall(employee: User) -> None:
    book(make_citizen(), make_offering())
    for _ in range(3):  # plans are kept from the third time on
        with seen_by(employee=employee.pk, departments=[]):
            assert not Appointment.objects.exists()
        assert Appointment.objects.exists()


def test_messages_are_queued_only_for_appointments_that_are_seen(
    two: tuple[Appointment, Appointment], employee: User
) -> None:
    with (
        seen_by(employee=employee.pk, departments=[two[0].department_id]),
        pytest.raises(Error, match="row-level security"),
        transaction.atomic(),
    ):
        Message.objects.create(
            subject=two[1].public_id, kind="x", medium="mail", recipient="served", queued_at=NOW
        )
