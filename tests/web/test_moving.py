"""Changing the time, page by page: nothing is lost until the new time is confirmed."""

from datetime import timedelta

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from mydimos.audit.models import Line
from mydimos.booking.models import Hold
from mydimos.notifications.models import Message
from tests.factories import book, make_citizen
from tests.web.movers import Mover
from tests.web.visitors import clock, moment, words_of

__all__ = ["clock"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

QUARTER = timedelta(minutes=15)


def test_from_the_appointment_to_a_new_time_and_back() -> None:
    mover = Mover()

    check = mover.choose("13:00")
    assert "12:00" in words_of(check)
    assert "13:00" in words_of(check)
    done = mover.confirm()

    assert "Η ώρα του ραντεβού σας άλλαξε" in words_of(done)
    assert "ώρα 13:00" in words_of(done)
    assert mover.starts_at == "13:00"
    assert Line.objects.get(act="appointment.moved").actor == "citizen"
    assert Message.objects.filter(kind="booking.change").count() == 1


def test_the_page_says_that_the_present_time_stays_until_the_new_one_is_confirmed() -> None:
    mover = Mover()

    for page in (mover.get("move/"), mover.choose("13:00")):
        assert "Η τωρινή σας ώρα παραμένει δική σας" in words_of(page)


def test_the_present_time_is_not_offered_as_a_new_one() -> None:
    mover = Mover()

    page = mover.get("move/?day=2026-02-02").content.decode()

    assert f'value="{moment("12:00")}"' not in page
    assert f'value="{moment("12:30")}"' in page


def test_times_that_overlap_the_present_one_are_offered() -> None:
    mover = Mover(step=QUARTER)

    page = mover.get("move/?day=2026-02-02").content.decode()

    for time in ("11:45", "12:15"):
        assert f'value="{moment(time)}"' in page
    mover.choose("12:15")
    mover.confirm()
    assert mover.starts_at == "12:15"


def test_a_time_that_is_kept_for_the_move_is_still_offered() -> None:
    mover = Mover()
    mover.choose("13:00")

    page = mover.get("move/?day=2026-02-02").content.decode()

    assert f'value="{moment("13:00")}"' in page


def test_the_calendar_counts_the_present_time_out() -> None:
    mover = Mover(opens="12:00", closes="13:00")

    words = words_of(mover.get("move/?month=2026-02"))

    assert "Δευτέρα 2 Φεβρουαρίου 2026: 1 ελεύθερη ώρα" in words
    assert "Τρίτη 3 Φεβρουαρίου 2026: 2 ελεύθερες ώρες" in words


def test_choosing_needs_a_time() -> None:
    mover = Mover()

    for wrong in ("", "soon", "2026-02-02", "2026-02-02T13:00"):
        answer = mover.post("move/", starts_at=wrong)
        assert answer.status_code == 422
        assert "Επιλέξτε ώρα." in words_of(answer)
    assert not Hold.objects.exists()


def test_the_check_says_until_when_the_time_is_kept() -> None:
    mover = Mover()

    words = words_of(mover.choose("13:00"))

    assert "Κρατάμε αυτή την ώρα για εσάς έως τις 07:40 (ώρα Ελλάδας)." in words


def test_looking_at_the_check_keeps_nothing() -> None:
    mover = Mover()

    answer = mover.get("move/check/")

    assert answer.headers["Location"] == f"{mover.address}move/"
    assert not Hold.objects.exists()


def test_confirming_twice_moves_once() -> None:
    mover = Mover()
    mover.choose("13:00")
    kept = Hold.objects.get()

    first, second = mover.confirm(kept.public_id), mover.confirm(kept.public_id)

    assert first.status_code == second.status_code == 200
    assert words_of(first) == words_of(second)
    assert Line.objects.filter(act="appointment.moved").count() == 1


def test_confirming_is_only_for_forms() -> None:
    mover = Mover()
    mover.choose("13:00")

    assert mover.get("move/confirm/").headers["Location"] == f"{mover.address}move/check/"
    assert mover.starts_at == "12:00"


def test_another_employee_at_the_same_time_is_a_move_too() -> None:
    mover = Mover(desks=2, names_employee=True)
    chosen = mover.offering.needs.get().resources.order_by("pk")[1]

    page = mover.get(f"move/?day=2026-02-02&employee={chosen.public_id}").content.decode()
    assert f'value="{moment("12:00")}"' in page
    mover.post("move/", starts_at=moment("12:00"), employee=str(chosen.public_id))
    mover.confirm()

    assert mover.stored.named_employee == chosen


def test_the_page_of_the_times_takes_a_fixed_number_of_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    quiet, busy = Mover(), Mover(desks=5)
    for time in ("08:00", "08:30", "09:00", "09:30"):
        book(make_citizen(), busy.offering, time)

    # the session, the appointment, its people and messages, its hold, and six at most of free times
    for mover in (quiet, busy):
        with django_assert_max_num_queries(11):
            mover.get("move/?month=2026-02")
