"""The free times of an offering, as anyone sees them."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from mydimos.directory.models import Channel, NeedMember, Offering
from mydimos.identity.models import Session
from mydimos.timetable.models import Closure, OpeningHours
from tests.factories import (
    NOW,
    add_need,
    at,
    book,
    make_citizen,
    make_municipality,
    make_offering,
    make_office,
    make_resource,
    make_service,
)
from tests.web.bookings import address_of, look
from tests.web.visitors import Clock, clock, logged_in, words_of

__all__ = ["address_of", "clock"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


HTMX = {"HX-Request": "true"}


def test_it_opens_at_the_first_free_time() -> None:
    page = look(make_offering())

    assert "Πρώτη ελεύθερη ώρα: Δευτέρα 2 Φεβρουαρίου 2026, ώρα 08:00" in words_of(page)
    assert page.context["calendar"].day == NOW.date()
    assert [f"{time:%H:%M}" for time in page.context["calendar"].times][:3] == [
        "08:00", "08:30", "09:00",
    ]  # fmt: skip


def test_each_day_says_how_many_times_are_free() -> None:
    offering = make_offering()
    book(make_citizen(), offering, "09:00")

    page = look(offering)

    assert "Δευτέρα 2 Φεβρουαρίου 2026: 11 ελεύθερες ώρες" in words_of(page)
    assert "Τρίτη 3 Φεβρουαρίου 2026: 12 ελεύθερες ώρες" in words_of(page)
    assert "Κυριακή 8 Φεβρουαρίου 2026:" not in words_of(page)


def test_weeks_that_are_over_take_no_room_on_a_phone(clock: Clock) -> None:
    clock.now = at("10:00", date(2026, 2, 18))

    weeks = look(make_offering()).context["calendar"].weeks

    assert [week[0].date for week in weeks if week[0]] == [date(2026, 2, 16), date(2026, 2, 23)]


def test_a_day_shows_its_times_in_the_morning_and_later() -> None:
    page = look(make_offering(), "?day=2026-02-04")

    calendar = page.context["calendar"]
    assert calendar.day == date(2026, 2, 4)
    assert len(calendar.morning) == 8
    assert f"{calendar.afternoon[0]:%H:%M}" == "12:00"


def test_months_outside_those_that_can_be_booked_are_not_linked() -> None:
    offering = make_offering(horizon_days=40)

    february, march = look(offering, "?month=2026-02"), look(offering, "?month=2026-03")

    assert "?month=2026-01" not in february.content.decode()
    assert "?month=2026-03" in february.content.decode()
    assert "?month=2026-02" in march.content.decode()
    assert "?month=2026-04" not in march.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "?month=2025-12",
        "?month=0000-00",
        "?month=9999-12",
        "?month=%00",
        "?day=2026-02-31",
        "?day=1900-01-01",
        "?day=9999-12-31",
        "?day=<script>",
        "?month=2026-02&day=x&employee=nobody",
        "?employee=%F0%9F%98%80",
    ],
)
def test_whatever_the_address_says_a_month_that_can_be_booked_is_shown(query: str) -> None:
    page = look(make_offering(), query)

    assert page.status_code == 200
    assert page.context["calendar"].month in {date(2026, 2, 1), date(2026, 3, 1)}


def test_a_full_month_says_why_and_where_to_go_on() -> None:
    offering = make_offering(opens="08:00", closes="08:30", horizon_days=30)
    Closure.objects.create(
        municipality=offering.municipality,
        office=offering.office,
        starts_at=at("00:00"),
        ends_at=at("00:00", date(2026, 3, 1)),
    )

    page = words_of(look(offering, "?month=2026-02"))

    assert "Δεν υπάρχει ελεύθερη ώρα: Φεβρουάριος 2026." in page
    assert "Το σημείο εξυπηρέτησης είναι κλειστό" in page
    assert "Δείτε επόμενο μήνα" in page
    assert "2610 000 001" in page


def test_a_day_on_which_everything_is_taken_says_so() -> None:
    offering = make_offering(opens="09:00", closes="09:30")
    book(make_citizen(), offering, "09:00")

    page = words_of(look(offering, "?day=2026-02-02"))

    assert "Δευτέρα 2 Φεβρουαρίου 2026" in page
    assert "Όλες οι ώρες είναι κλεισμένες." in page


def test_where_nothing_is_set_up_nobody_sees_an_empty_calendar() -> None:
    offering = make_offering(horizon_days=None)

    page = look(offering)

    assert page.status_code == 200
    assert "2610 000 001" in words_of(page)
    assert "app-month" not in page.content.decode()


def test_without_opening_hours_there_is_a_sentence_and_a_phone_number() -> None:
    offering = make_offering()
    OpeningHours.objects.filter(office=offering.office).delete()

    page = look(offering)

    assert "2610 000 001" in words_of(page)
    assert "app-month" not in page.content.decode()


def test_a_municipality_that_opens_later_says_when() -> None:
    place = make_municipality(slug="soon", opened_on=date(2026, 4, 1))

    page = words_of(look(make_offering(municipality=place)))

    assert "Τετάρτη 1 Απριλίου 2026" in page


@pytest.mark.parametrize("closed", ["offering", "service", "office", "municipality"])
def test_what_is_not_offered_is_not_found(closed: str) -> None:
    offering = make_offering()
    if closed == "municipality":
        offering.service.municipality.opened_on = None
        offering.service.municipality.save()
    else:
        row: Any = offering if closed == "offering" else getattr(offering, closed)
        row.is_active = False
        row.save()

    assert look(offering).status_code == 404


def test_another_channel_of_the_same_address_is_not_found() -> None:
    offering = make_offering(channel=Channel.PHONE)

    page = Client().get(address_of(offering).replace("/phone/", "/video/"))

    assert page.status_code == 404


def test_the_phone_is_for_information_only() -> None:
    page = words_of(look(make_offering(channel=Channel.PHONE)))

    assert "(μόνο για ενημέρωση)" in page


def test_whoever_looks_leaves_no_session() -> None:
    look(make_offering())

    assert not Session.objects.exists()


def test_looking_takes_few_queries_however_much_there_is() -> None:
    small, large = make_offering(desks=1), make_offering(desks=12)
    for _ in range(3):
        book(make_citizen(), large, "09:00")
    named = make_offering(desks=3, names_employee=True)

    assert queries(small) == queries(large) == queries(large, "?month=2026-03")
    assert queries(named) == queries(large) + 1
    assert queries(named) <= 8


def queries(offering: Offering, query: str = "") -> int:
    with CaptureQueriesContext(connection) as asked:
        look(offering, query)
    return len(asked)


def test_htmx_gets_the_calendar_alone() -> None:
    offering = make_offering()

    part, whole = look(offering, "?day=2026-02-03", **HTMX), look(offering, "?day=2026-02-03")

    assert part.content.decode().strip().startswith('<div id="calendar"')
    assert "HX-Request" in part.headers["Vary"]
    assert "HX-Request" in whole.headers["Vary"]


def test_a_named_employee_shows_only_their_times() -> None:
    offering = make_offering(desks=2, names_employee=True)
    busy = NeedMember.objects.filter(need__offering=offering).order_by("resource")[0].resource
    book_with(offering, busy.pk, "08:00")

    anyone_free = look(offering)
    with_busy = look(offering, f"?employee={busy.public_id}")

    assert f"{anyone_free.context['calendar'].times[0]:%H:%M}" == "08:00"
    assert f"{with_busy.context['calendar'].times[0]:%H:%M}" == "08:30"
    assert f"employee={busy.public_id}" in with_busy.content.decode()


def test_nobody_is_named_where_the_offering_does_not_allow_it() -> None:
    offering = make_offering(desks=2)
    somebody = NeedMember.objects.filter(need__offering=offering)[0].resource

    page = look(offering, f"?employee={somebody.public_id}")

    assert page.context["calendar"].employee is None
    assert somebody.name_el not in words_of(page)


def test_the_first_free_times_elsewhere_come_soonest_first(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    service = make_service(make_municipality(slug="patra"))
    here = make_offering(service=service)
    late = make_offering(service=service, opens="10:00", office=make_office(service.municipality))
    video = make_offering(service=service, office=here.office, channel=Channel.VIDEO)

    with django_assert_max_num_queries(8):  # one of them counts the requests
        page = Client().get(address_of(here, "elsewhere"))

    found = [first.offering for first in page.context["first_times"]]
    assert found == [video, late]
    assert "Βιντεοκλήση" in words_of(page)


def test_a_service_that_is_offered_once_has_no_elsewhere() -> None:
    assert "elsewhere" not in look(make_offering()).content.decode()


def book_with(offering: Offering, resource: int, clock: str) -> None:
    client = logged_in(make_citizen())
    named = NeedMember.objects.get(need__offering=offering, resource=resource).resource
    client.post(
        address_of(offering),
        {"starts_at": at(clock).isoformat(), "employee": str(named.public_id)},
    )


@pytest.mark.parametrize("page", ["times", "elsewhere"])
def test_the_back_button_asks_for_the_times_of_now(page: str) -> None:
    answer = Client().get(address_of(make_offering(), page))

    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("kinds", "sentence"),
    [
        (["interpreter"], "Δεν υπάρχει διαθέσιμη διερμηνεία αυτές τις ώρες."),
        (["counter"], "Δεν υπάρχει διαθέσιμη θυρίδα αυτές τις ώρες."),
        (["employee"], "Δεν υπάρχει διαθέσιμος αυτές τις ώρες και ο δεύτερος υπάλληλος"),
        (["counter", "interpreter"], "όλα τα πρόσωπα και τα μέσα που χρειάζονται"),
    ],
)
def test_the_page_says_what_is_missing_besides_the_employee(
    kinds: list[str], sentence: str
) -> None:
    offering = make_offering()
    for kind in kinds:
        add_need(offering, [make_resource(offering.office, kind)], opens="15:00", closes="16:00")

    assert sentence in words_of(look(offering, "?day=2026-02-03"))
