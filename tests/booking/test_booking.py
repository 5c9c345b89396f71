"""Holding and booking."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from pytest_django import Settings

from mydimos.audit.actors import Actor
from mydimos.audit.models import Line
from mydimos.booking.errors import HoldReplaced, LimitReached, NotAllowed, NotOffered, SlotTaken
from mydimos.booking.models import Appointment, Hold, Occupancy, Participant
from mydimos.booking.people import Guest, People
from mydimos.booking.services import booking, give_up_hold, sweep
from mydimos.directory.models import Channel
from mydimos.identity.models import Citizen
from mydimos.notifications.models import Message
from tests.factories import (
    NOW,
    add_need,
    at,
    book,
    confirm,
    eleni,
    hold,
    make_citizen,
    make_municipality,
    make_offering,
    make_resource,
)

pytestmark = pytest.mark.django_db


def test_a_hold_becomes_an_appointment_of_the_same_id() -> None:
    offering, citizen = make_offering(), make_citizen()
    kept = hold(citizen, offering, "09:00")

    appointment = confirm(kept.public_id, citizen)

    assert appointment.public_id == kept.public_id
    assert (appointment.starts_at, appointment.ends_at) == (at("09:00"), at("09:30"))
    assert appointment.is_booked
    assert not Hold.objects.exists()
    assert [row.kind for row in Occupancy.objects.all()] == ["appointment"]


def test_what_follows_a_booking_is_one_message_and_one_line_in_the_audit() -> None:
    appointment = book(make_citizen(), make_offering())

    message = Message.objects.get()
    assert (message.kind, message.recipient) == ("booking.confirmation", "served")
    assert Line.objects.get(act="appointment.booked").subject == appointment.trace
    assert appointment.history.get().act == "booked"


def test_the_form_sent_twice_is_one_appointment() -> None:
    offering, citizen = make_offering(), make_citizen()
    kept = hold(citizen, offering)

    first, second = confirm(kept.public_id, citizen), confirm(kept.public_id, citizen)

    assert first == second
    assert Message.objects.count() == 1


def test_choosing_the_same_time_twice_is_the_same_hold() -> None:
    offering, citizen = make_offering(desks=2), make_citizen()

    assert hold(citizen, offering).public_id == hold(citizen, offering).public_id


def test_choosing_another_time_gives_the_first_one_up() -> None:
    offering, eleni, nikos = make_offering(), make_citizen(), make_citizen()
    first = hold(eleni, offering, "09:00")
    second = hold(eleni, offering, "10:00")

    assert hold(nikos, offering, "09:00").resources
    with pytest.raises(HoldReplaced):
        confirm(first.public_id, eleni)
    assert confirm(second.public_id, eleni).starts_at == at("10:00")


def test_a_time_that_overlaps_ones_own_hold_can_be_chosen() -> None:
    offering, citizen = make_offering(step=timedelta(minutes=15)), make_citizen()
    hold(citizen, offering, "09:00")

    kept = hold(citizen, offering, "09:15")

    row = Occupancy.objects.get()
    assert (row.during.lower, row.during.upper, row.owner) == (
        at("09:15"),
        at("09:45"),
        kept.public_id,
    )


def test_a_time_that_somebody_holds_is_taken() -> None:
    offering = make_offering()
    hold(make_citizen(), offering)

    with pytest.raises(SlotTaken):
        hold(make_citizen(), offering)


def test_somebody_elses_hold_cannot_be_confirmed() -> None:
    offering = make_offering()
    kept = hold(make_citizen(), offering)

    with pytest.raises(HoldReplaced):
        confirm(kept.public_id, make_citizen())


def test_a_time_off_the_grid_cannot_be_held() -> None:
    offering = make_offering()

    for clock in ("09:10", "07:00", "13:45", "14:00"):
        with pytest.raises(SlotTaken):
            hold(make_citizen(), offering, clock)


def test_a_hold_that_ran_out_can_be_taken_by_another() -> None:
    offering = make_offering()
    late = make_citizen()
    kept = hold(late, offering)
    later = NOW + timedelta(minutes=11)

    assert hold(make_citizen(), offering, now=later).resources
    with pytest.raises(SlotTaken):
        confirm(kept.public_id, late, now=later)


def test_a_hold_that_ran_out_and_that_nobody_took_still_confirms() -> None:
    offering, citizen = make_offering(), make_citizen()
    kept = hold(citizen, offering)

    assert confirm(kept.public_id, citizen, now=NOW + timedelta(minutes=30)).is_booked


def test_a_hold_that_ran_out_and_was_taken_is_served_at_another_desk() -> None:
    offering, late = make_offering(desks=2), make_citizen()
    kept = hold(late, offering)
    desk = Occupancy.objects.get().resource_id
    later = NOW + timedelta(minutes=11)
    Occupancy.objects.all().delete()
    taker = hold(make_citizen(), offering, now=later)
    Occupancy.objects.filter(owner=taker.public_id).update(resource=desk)

    assert confirm(kept.public_id, late, now=later).is_booked
    assert set(Occupancy.objects.values_list("kind", flat=True)) == {"appointment", "hold"}


def test_a_time_that_has_come_cannot_be_booked_any_more() -> None:
    offering, citizen = make_offering(), make_citizen()
    kept = hold(citizen, offering, "09:00")

    with pytest.raises(SlotTaken):
        confirm(kept.public_id, citizen, now=at("09:00"))


def test_a_hold_can_be_given_up() -> None:
    offering, citizen = make_offering(), make_citizen()
    hold(citizen, offering)

    give_up_hold(by=Actor.citizen(citizen.pk))
    give_up_hold(by=Actor.citizen(citizen.pk))

    assert not Hold.objects.exists()
    assert hold(make_citizen(), offering).resources


def test_two_appointments_for_one_service_are_enough() -> None:
    offering, citizen = make_offering(max_active_per_person=2), make_citizen()
    book(citizen, offering, "09:00")
    book(citizen, offering, "10:00")

    with pytest.raises(LimitReached) as reached:
        hold(citizen, offering, "11:00")

    assert reached.value.allowed == 2
    assert reached.value.of_this_service


def test_an_appointment_that_is_over_does_not_count() -> None:
    offering, citizen = make_offering(max_active_per_person=1), make_citizen()
    book(citizen, offering, "08:00")

    assert hold(citizen, offering, "10:00", now=at("08:30")).resources


def test_there_is_a_limit_over_all_services(settings: Settings) -> None:
    settings.MAX_ACTIVE_APPOINTMENTS = 1
    citizen = make_citizen()
    book(citizen, make_offering())

    with pytest.raises(LimitReached) as reached:
        hold(citizen, make_offering(), "10:00")

    assert not reached.value.of_this_service


def test_the_named_employee_serves_where_one_may_choose() -> None:
    offering = make_offering(desks=2, names_employee=True)
    second = offering.needs.get().resources.order_by("pk")[1]

    kept = hold(make_citizen(), offering, named_employee=second.pk)

    assert kept.resources == [second.pk]
    with pytest.raises(SlotTaken):
        hold(make_citizen(), offering, named_employee=second.pk)


def test_where_one_may_not_choose_the_wish_is_not_heard() -> None:
    offering = make_offering(desks=2)

    kept = hold(make_citizen(), offering, named_employee=offering.needs.get().resources.all()[1].pk)

    assert kept.named_employee_id is None


def test_the_least_loaded_serves() -> None:
    offering = make_offering(desks=2)
    book(make_citizen(), offering, "09:00")

    book(make_citizen(), offering, "10:00")

    assert len(set(Occupancy.objects.values_list("resource", flat=True))) == 2


def test_an_employee_and_an_interpreter_are_taken_together_or_not_at_all() -> None:
    offering = make_offering(desks=2)
    add_need(offering, [make_resource(offering.office, kind="interpreter")])
    book(make_citizen(), offering, "09:00")
    assert Occupancy.objects.count() == 2

    with pytest.raises(SlotTaken):
        hold(make_citizen(), offering, "09:00")

    assert Occupancy.objects.count() == 2


def test_when_the_only_interpreter_has_left_nothing_can_be_booked() -> None:
    offering = make_offering()
    interpreter = make_resource(offering.office, kind="interpreter")
    add_need(offering, [interpreter])
    interpreter.is_active = False
    interpreter.save()

    with pytest.raises(SlotTaken):
        hold(make_citizen(), offering)


def test_the_pause_between_two_appointments_is_kept() -> None:
    offering = make_offering(
        gap_after=timedelta(minutes=15), step=timedelta(minutes=15), gap_before=timedelta(minutes=5)
    )
    book(make_citizen(), offering, "09:00")

    with pytest.raises(SlotTaken):
        hold(make_citizen(), offering, "09:30")
    assert hold(make_citizen(), offering, "09:45").resources


def test_what_is_no_longer_offered_cannot_be_held() -> None:
    with pytest.raises(NotOffered):
        hold(make_citizen(), make_offering(is_active=False))


@pytest.mark.parametrize("opened_on", [None, NOW.date() + timedelta(days=1)])
def test_before_the_municipality_has_opened_nothing_is_held(opened_on: date | None) -> None:
    place = make_municipality(slug="soon", opened_on=opened_on)

    with pytest.raises(NotOffered):
        hold(make_citizen(), make_offering(municipality=place), "10:00")


def test_on_the_day_on_which_the_municipality_opens_one_can_book() -> None:
    place = make_municipality(slug="today", opened_on=NOW.date())

    assert hold(make_citizen(), make_offering(municipality=place), "10:00").resources


def test_a_companys_login_books_for_the_company_only() -> None:
    offering, company = make_offering(), make_citizen(Citizen.Kind.COMPANY)
    kept = hold(company, offering)

    with pytest.raises(NotAllowed):
        confirm(kept.public_id, company)
    representative = People(Appointment.OnBehalf.COMPANY, eleni(company="Ο Φούρνος Α.Ε."))
    assert confirm(kept.public_id, company, people=representative).is_booked
    assert Participant.objects.get(role="representative").company == "Ο Φούρνος Α.Ε."


def test_what_was_submitted_of_the_people_is_kept_and_sealed() -> None:
    offering, citizen = make_offering(channel=Channel.VIDEO), make_citizen()
    people = People(
        Appointment.OnBehalf.OTHER,
        eleni(requirements=("sign_language",), notes="Θα έρθω με τη μητέρα μου"),
        guest=Guest("Νίκος", "nikos@mail.example"),
        copy_to="applicant@mail.example",
    )

    appointment = book(citizen, offering, people=people)

    served = appointment.participants.get(role="served")
    assert (served.name, served.email, served.requirements) == (
        "Ελένη Παπαδοπούλου",
        "eleni@mail.example",
        ["sign_language"],
    )
    assert appointment.participants.get(role="guest").email == "nikos@mail.example"
    applicant = appointment.participants.get(role="applicant")
    assert (applicant.citizen, applicant.name) == (citizen, None)
    assert Message.objects.count() == 2
    assert appointment.declaration
    assert (appointment.declaration.version, appointment.declared_at) == ("2026-1", NOW)


def test_a_third_person_is_invited_to_video_only() -> None:
    people = People(Appointment.OnBehalf.SELF, eleni(), guest=Guest("Ν", "n@mail.example"))

    appointment = book(make_citizen(), make_offering(), people=people)

    assert not appointment.participants.filter(role="guest").exists()


def test_the_sweep_throws_away_what_ran_out_and_nothing_else() -> None:
    offering, citizen = make_offering(), make_citizen()
    book(make_citizen(), offering, "10:00")
    hold(citizen, offering, "09:00")

    assert sweep(now=NOW + timedelta(hours=1)) == 0
    assert sweep(now=NOW + timedelta(hours=3)) == 1
    assert [row.kind for row in Occupancy.objects.all()] == ["appointment"]


def test_the_database_refuses_overlapping_time() -> None:
    offering, citizen = make_offering(), make_citizen()
    book(citizen, offering)
    row = Occupancy.objects.get()
    row.pk = None

    with pytest.raises(IntegrityError, match="one_occupancy_at_a_time"), transaction.atomic():
        row.save()


def test_the_database_refuses_a_booked_appointment_without_its_time() -> None:
    book(make_citizen(), make_offering())
    Occupancy.objects.all().delete()

    with pytest.raises(DatabaseError, match="has no time of its own"):
        connection.check_constraints()


def test_a_reference_that_is_taken_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    offering = make_offering(desks=2)
    taken = book(make_citizen(), offering).reference
    letters = iter([*taken, *"BCDFGHJK"])
    monkeypatch.setattr(booking, "choice", lambda _: next(letters))

    assert book(make_citizen(), offering).reference == "BCDFGHJK"
