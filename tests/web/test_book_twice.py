"""The same form twice, another tab, a time that ran out: one appointment or none."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from mydimos.audit.actors import Actor
from mydimos.booking.models import Appointment, Occupancy
from mydimos.booking.services import take_hold
from mydimos.directory.models import NeedMember
from tests.factories import NOW, at, book, make_citizen, make_offering
from tests.web.bookings import HERSELF, Visit, address_of, visit
from tests.web.visitors import Clock, clock, logged_in, words_of

__all__ = ["clock", "visit"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_sent_twice_it_is_one_appointment(visit: Visit) -> None:
    visit.fill_in()
    way, seen = visit.way, visit.client.get(f"{visit.way}check/").context["seen"]

    first = visit.client.post(f"{way}confirm/", {"seen": seen})
    second = visit.client.post(f"{way}confirm/", {"seen": seen})

    assert first.headers["Location"] == second.headers["Location"]
    assert Appointment.objects.count() == 1


@pytest.mark.parametrize("page", ["", "details/", "check/"])
def test_the_back_button_leads_to_the_appointment(visit: Visit, page: str) -> None:
    visit.fill_in()
    way = visit.way
    booked = visit.declare()

    assert visit.client.get(f"{way}{page}").headers["Location"] == booked.headers["Location"]


@pytest.mark.parametrize("page", ["", "details/", "confirm/"])
def test_a_tab_whose_time_was_given_up_is_told_and_books_nothing(visit: Visit, page: str) -> None:
    visit.fill_in()
    old = visit.way
    visit.choose("10:00")

    answer = visit.client.post(f"{old}{page}", HERSELF | {"seen": "x"})

    assert answer.status_code == 409
    assert "Επιλέξατε άλλη ώρα σε άλλη καρτέλα." in words_of(answer)
    assert "ώρα 10:00" in words_of(answer)
    assert f'href="{visit.way}check/"' in answer.content.decode()
    assert not Appointment.objects.exists()


def test_what_was_typed_in_the_old_tab_is_kept_for_the_new_time(visit: Visit) -> None:
    old = visit.way
    visit.choose("10:00")

    visit.client.post(f"{old}details/", HERSELF)

    assert visit.client.get(f"{visit.way}check/").context["people"].served.name == HERSELF["name"]


def test_nobody_declares_what_they_did_not_see(visit: Visit) -> None:
    """Another tab changed the details after this one showed them."""
    visit.fill_in()
    seen = visit.client.get(f"{visit.way}check/").context["seen"]
    visit.fill_in(HERSELF | {"email": "other@mail.example"})

    answer = visit.client.post(f"{visit.way}confirm/", {"seen": seen})

    assert answer.status_code == 409
    assert "Κάτι άλλαξε σε άλλη καρτέλα." in words_of(answer)
    assert "other@mail.example" in words_of(answer)
    assert not Appointment.objects.exists()


@pytest.mark.parametrize("page", ["", "details/", "check/", "confirm/"])
def test_a_time_kept_for_another_person_is_nobodys_business(visit: Visit, page: str) -> None:
    stranger = logged_in(make_citizen())

    answers = [stranger.get(f"{visit.way}{page}")]
    if page != "check/":
        answers.append(stranger.post(f"{visit.way}{page}"))

    for answer in answers:
        assert answer.status_code == 409
        assert "09:00" not in words_of(answer)
    assert stranger.get(f"/book/{uuid4()}/").status_code == 409


def test_an_appointment_of_another_person_is_not_shown_as_done(visit: Visit) -> None:
    visit.fill_in()
    done = visit.declare().headers["Location"]

    assert logged_in(make_citizen()).get(done).status_code == 404


@pytest.mark.parametrize("page", ["", "details/", "check/", "confirm/"])
def test_without_a_login_one_logs_in_and_comes_back(visit: Visit, page: str) -> None:
    answer = Client().get(f"{visit.way}{page}")

    assert answer.headers["Location"].startswith("/login/?next=%2Fbook%2F")


def test_a_kept_time_that_ran_out_is_kept_again_if_it_is_free(visit: Visit, clock: Clock) -> None:
    visit.fill_in()
    old = visit.way
    clock.now += timedelta(minutes=11)

    answer = visit.client.get(f"{old}check/")

    assert answer.headers["Location"] == f"{visit.way}check/?again=1"
    assert visit.way != old
    page = words_of(visit.client.get(answer.headers["Location"]))
    assert "η ώρα ήταν ακόμη ελεύθερη" in page
    assert "eleni@mail.example" in page
    visit.declare()
    assert Appointment.objects.get().starts_at == at("09:00")


def test_it_confirms_though_it_ran_out_as_long_as_nobody_has_it(visit: Visit, clock: Clock) -> None:
    visit.fill_in()
    seen = visit.client.get(f"{visit.way}check/").context["seen"]
    clock.now += timedelta(minutes=11)

    answer = visit.client.post(f"{visit.way}confirm/", {"seen": seen})

    assert "/done/" in answer.headers["Location"]


def test_taken_meanwhile_the_nearest_times_are_offered_and_nothing_typed_is_lost(
    visit: Visit, clock: Clock
) -> None:
    visit.fill_in()
    seen = visit.client.get(f"{visit.way}check/").context["seen"]
    clock.now += timedelta(minutes=11)
    book(make_citizen(), visit.offering, "09:00", now=clock.now)

    answer = visit.client.post(f"{visit.way}confirm/", {"seen": seen})

    assert answer.status_code == 409
    assert "Αυτή η ώρα δεν είναι πλέον διαθέσιμη." in words_of(answer)
    assert answer.context["nearest"] == [at("08:00"), at("08:30"), at("09:30")]
    assert visit.choose("09:30").headers["Location"] == f"{visit.way}check/"
    visit.declare()
    assert Appointment.objects.filter(participants__citizen=visit.citizen).count() == 1


def test_taken_before_the_login_returned_the_nearest_times_are_offered() -> None:
    offering = make_offering()
    book(make_citizen(), offering, "09:00")

    answer = logged_in(make_citizen()).post(
        address_of(offering), {"starts_at": at("09:00").isoformat()}
    )

    assert answer.status_code == 409
    assert answer.context["nearest"] == [at("08:00"), at("08:30"), at("09:30")]
    assert f'value="{at("08:30").isoformat()}"' in answer.content.decode()


def test_the_nearest_times_are_those_of_the_employee_who_was_chosen() -> None:
    offering = make_offering(desks=2, names_employee=True)
    wanted = NeedMember.objects.filter(need__offering=offering).order_by("resource")[0].resource
    chosen = {"starts_at": at("09:00").isoformat(), "employee": str(wanted.public_id)}
    for taken in ("09:00", "09:30"):
        take_hold(
            by=Actor.citizen(make_citizen().pk),
            offering=offering,
            starts_at=at(taken),
            named_employee=wanted.pk,
            now=NOW,
        )

    answer = logged_in(make_citizen()).post(address_of(offering), chosen)

    assert answer.context["nearest"] == [at("08:00"), at("08:30"), at("10:00")]
    assert f'name="employee" value="{wanted.public_id}"' in answer.content.decode()


def test_where_nothing_else_is_free_the_office_can_be_called() -> None:
    offering = make_offering(opens="09:00", closes="09:30", horizon_days=1)
    book(make_citizen(), offering, "09:00")

    answer = logged_in(make_citizen()).post(
        address_of(offering), {"starts_at": at("09:00").isoformat()}
    )

    assert "δεν υπάρχει άλλη κοντινή ελεύθερη ώρα" in words_of(answer)
    assert "2610 000 001" in words_of(answer)


def test_a_time_that_was_thrown_away_can_be_tried_again(visit: Visit) -> None:
    way = visit.way
    visit.hold.delete()
    Occupancy.objects.all().delete()

    answer = visit.client.get(way)

    assert answer.status_code == 409
    assert 'action="/book/"' in answer.content.decode()
    assert visit.client.get("/book/").headers["Location"] == visit.way


def test_the_page_says_until_when_the_time_is_kept(visit: Visit) -> None:
    page = visit.client.get(visit.way)

    assert "Κρατάμε αυτή την ώρα για εσάς έως τις 07:40 (ώρα Ελλάδας)." in words_of(page)
    assert 'data-seconds="600"' in page.content.decode()


def test_a_program_that_asks_for_the_head_takes_no_time(visit: Visit, clock: Clock) -> None:
    hold = visit.hold
    clock.now += timedelta(minutes=11)

    visit.client.head(f"{visit.way}check/")
    refused = visit.client.head("/book/")

    hold.refresh_from_db()
    assert not hold.is_live(now=clock.now)
    assert refused.status_code == 405
