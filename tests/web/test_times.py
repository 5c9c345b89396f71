"""The free times of an offering, as anyone sees them."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from mydimos.booking.models import Hold, Occupancy
from mydimos.directory.models import Channel, NeedMember, Offering
from mydimos.identity.models import Session
from mydimos.timetable.models import Closure
from tests.factories import (
    NOW,
    at,
    book,
    make_citizen,
    make_municipality,
    make_offering,
    make_office,
    make_service,
)
from tests.web.visitors import Clock, Page, clock, logged_in, words_of

__all__ = ["clock"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

HTMX = {"HX-Request": "true"}


def address_of(offering: Offering, name: str = "times", query: str = "") -> str:
    service = offering.service
    way = [service.municipality.slug, offering.channel, service.slug, offering.office.slug]
    return reverse(f"citizen:{name}", args=way) + query


def look(offering: Offering, query: str = "", **headers: Any) -> Page:
    return Client().get(address_of(offering, query=query), headers=headers)


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


# -- choosing -------------------------------------------------------------------------------------


def test_choosing_without_a_login_leads_to_it_and_keeps_nothing_yet() -> None:
    offering, client = make_offering(), Client()

    answer = client.post(address_of(offering), {"starts_at": at("09:00").isoformat()})

    assert answer.status_code == 303
    assert answer.headers["Location"] == "/login/?next=%2Fbook%2F"
    assert not Hold.objects.exists()
    page = words_of(client.get(answer.headers["Location"]))
    assert "Δευτέρα 2 Φεβρουαρίου 2026 ώρα 09:00" in page
    assert "Σύνδεση με κωδικούς TAXISnet" in page


def test_choosing_with_a_login_keeps_the_time_at_once() -> None:
    offering, citizen = make_offering(), make_citizen()

    answer = logged_in(citizen).post(address_of(offering), {"starts_at": at("09:00").isoformat()})

    hold = Hold.objects.get(citizen=citizen)
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/book/{hold.public_id}/"
    assert hold.starts_at == at("09:00")


def test_a_named_employee_is_kept_too() -> None:
    offering, citizen = make_offering(desks=2, names_employee=True), make_citizen()
    wanted = NeedMember.objects.filter(need__offering=offering).order_by("resource")[1].resource

    logged_in(citizen).post(
        address_of(offering),
        {"starts_at": at("09:00").isoformat(), "employee": str(wanted.public_id)},
    )

    assert Hold.objects.get(citizen=citizen).named_employee == wanted


def test_an_employee_of_elsewhere_cannot_be_asked_for() -> None:
    offering, other = make_offering(names_employee=True), make_offering(names_employee=True)
    stranger = NeedMember.objects.get(need__offering=other).resource

    answer = logged_in(make_citizen()).post(
        address_of(offering),
        {"starts_at": at("09:00").isoformat(), "employee": str(stranger.public_id)},
    )

    assert answer.status_code == 409
    assert not Hold.objects.exists()


@pytest.mark.parametrize(
    "starts_at", ["", "tomorrow", "2026-02-02T09:00:00", "\0", "😀", "9" * 500,
     "9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00+02:00"],
)  # fmt: skip
def test_a_time_that_is_none_is_a_clear_error_on_the_same_day(starts_at: str) -> None:
    answer = logged_in(make_citizen()).post(
        address_of(make_offering(), query="?day=2026-02-04"), {"starts_at": starts_at}
    )

    assert answer.status_code == 422
    assert "Επιλέξτε ώρα." in words_of(answer)
    assert answer.context["calendar"].day == date(2026, 2, 4)


@pytest.mark.parametrize(
    "starts_at",
    [
        at("09:10").isoformat(),
        at("09:00", NOW.date() - timedelta(days=3)).isoformat(),
        at("09:00", NOW.date() + timedelta(days=300)).isoformat(),
    ],
)
def test_a_time_that_was_never_offered_leads_to_those_that_are(starts_at: str) -> None:
    answer = logged_in(make_citizen()).post(address_of(make_offering()), {"starts_at": starts_at})

    assert answer.status_code == 409
    assert len(answer.context["nearest"]) == 3
    assert not Hold.objects.exists()


def test_ones_own_kept_time_is_still_shown_as_free() -> None:
    offering = make_offering(opens="09:00", closes="09:30")
    client = logged_in(make_citizen())
    client.post(address_of(offering), {"starts_at": at("09:00").isoformat()})

    mine = client.get(address_of(offering))
    others = look(offering)

    assert mine.context["calendar"].first_free == at("09:00")
    assert others.context["calendar"].first_free == at("09:00", date(2026, 2, 3))


def test_the_offered_times_are_those_of_the_address_only() -> None:
    """A form that was changed to another office's time books nothing there."""
    early, late = make_offering(), make_offering(opens="10:00")

    answer = logged_in(make_citizen()).post(
        address_of(late), {"starts_at": at("08:00").isoformat()}
    )

    assert answer.status_code == 409
    assert not Occupancy.objects.exists()
    assert early.pk != late.pk


def book_with(offering: Offering, resource: int, clock: str) -> None:
    client = logged_in(make_citizen())
    named = NeedMember.objects.get(need__offering=offering, resource=resource).resource
    client.post(
        address_of(offering),
        {"starts_at": at(clock).isoformat(), "employee": str(named.public_id)},
    )


def test_somebody_who_was_forgotten_logs_in_anew(clock: Clock) -> None:
    offering, citizen = make_offering(), make_citizen()
    client = logged_in(citizen)
    citizen.delete()

    answer = client.post(address_of(offering), {"starts_at": at("09:00").isoformat()})

    assert answer.headers["Location"].startswith("/login/")
