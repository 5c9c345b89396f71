"""What stands in the way of a new time, and where it leads on."""

from datetime import timedelta

import pytest

from mydimos.booking.models import Hold
from mydimos.booking.services import sweep
from mydimos.directory.models import Offering
from tests.factories import NOW, at, hold, make_citizen, make_offering
from tests.web.movers import Mover
from tests.web.visitors import Clock, clock, moment, words_of

__all__ = ["clock"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_the_present_time_sent_all_the_same_is_named_as_such() -> None:
    answer = Mover().post("move/", starts_at=moment("12:00"))

    assert answer.status_code == 422
    assert "Αυτή είναι η τωρινή σας ώρα." in words_of(answer)


@pytest.mark.parametrize(
    "impossible", ["0001-01-01T00:00:00+02:00", "9999-12-31T23:59:59-02:00", "x" * 5000, "\0"]
)
def test_a_time_that_no_calendar_has_is_no_time(impossible: str) -> None:
    answer = Mover().post("move/", starts_at=impossible)

    assert answer.status_code == 422
    assert "Επιλέξτε ώρα." in words_of(answer)


@pytest.mark.parametrize("far", ["2025-02-02T13:00:00+02:00", "2027-02-02T13:00:00+02:00"])
def test_a_time_that_nobody_can_book_is_refused_with_others(far: str) -> None:
    answer = Mover().post("move/", starts_at=far)

    assert answer.status_code == 409
    assert "Το ραντεβού σας μένει όπως είναι" in words_of(answer)


def test_a_time_that_was_taken_meanwhile_is_refused_with_the_nearest_ones() -> None:
    mover = Mover()
    hold(make_citizen(), mover.offering, "13:00")

    answer = mover.post("move/", starts_at=moment("13:00"))

    words = words_of(answer)
    assert answer.status_code == 409
    assert "Το ραντεβού σας μένει όπως είναι: Δευτέρα 2 Φεβρουαρίου 2026, ώρα 12:00" in words
    for time in ("12:30", "13:30"):
        assert f'value="{moment(time)}"' in answer.content.decode()
    assert f'value="{moment("12:00")}"' not in answer.content.decode()


def test_when_all_is_taken_the_refusal_says_so() -> None:
    mover = Mover(opens="12:00", closes="13:00", horizon_days=1)
    hold(make_citizen(), mover.offering, "12:30")

    answer = mover.post("move/", starts_at=moment("12:30"))

    assert answer.status_code == 409
    assert "δεν υπάρχει άλλη κοντινή ελεύθερη ώρα" in words_of(answer)


def test_a_time_no_longer_kept_but_still_free_can_be_confirmed(clock: Clock) -> None:
    mover = Mover()
    mover.choose("13:00")
    clock.now += timedelta(minutes=11)

    assert "η ώρα είναι ακόμη ελεύθερη" in words_of(mover.get("move/check/"))
    mover.confirm()

    assert mover.starts_at == "13:00"


def test_a_time_no_longer_kept_and_taken_leaves_the_appointment_as_it_is(clock: Clock) -> None:
    mover = Mover()
    mover.choose("13:00")
    clock.now += timedelta(minutes=11)
    hold(make_citizen(), mover.offering, "13:00", now=clock.now)

    for answer in (mover.get("move/check/"), mover.confirm()):
        assert answer.status_code == 409
        assert "Το ραντεβού σας μένει όπως είναι" in words_of(answer)
        assert f'value="{moment("12:30")}"' in answer.content.decode()
    assert mover.starts_at == "12:00"


def test_a_tab_whose_time_was_given_up_does_not_move_to_that_of_another_tab() -> None:
    mover = Mover()
    mover.choose("13:00")
    first_tab = Hold.objects.get().public_id
    mover.choose("13:30")

    answer = mover.confirm(first_tab)

    assert answer.status_code == 409
    assert "ώρα 13:30" in words_of(answer)
    assert f'href="{mover.address}move/check/"' in answer.content.decode()
    assert mover.starts_at == "12:00"


def test_a_time_that_was_kept_very_long_ago_is_told_as_no_longer_kept(clock: Clock) -> None:
    mover = Mover(clock_time="13:30")
    mover.choose("13:00")
    kept = Hold.objects.get().public_id
    sweep(now=NOW + timedelta(hours=3))

    answer = mover.confirm(kept)

    assert answer.status_code == 409
    assert f'href="{mover.address}move/"' in answer.content.decode()


@pytest.mark.parametrize("forged", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_a_forged_form_moves_nothing(forged: str) -> None:
    mover = Mover()
    mover.choose("13:00")

    mover.post("move/confirm/", hold_id=forged)

    assert mover.starts_at == "12:00"


def test_the_hold_of_another_moves_nothing() -> None:
    mover, other = Mover(), Mover()
    other.choose("13:00")

    answer = mover.confirm(Hold.objects.get().public_id)

    assert answer.status_code == 409
    assert (mover.starts_at, other.starts_at) == ("12:00", "12:00")


def test_after_the_cut_off_the_phone_of_the_office_is_given(clock: Clock) -> None:
    mover = Mover()
    clock.now = at("08:30")

    asked, refused = mover.get("move/"), mover.post("move/", starts_at=moment("13:00"))

    assert (asked.status_code, refused.status_code) == (200, 409)
    for answer in (asked, refused):
        assert "2610 000 001" in words_of(answer)
        assert "Η ώρα δεν μπορεί πλέον να αλλάξει από εδώ" in words_of(answer)


def test_the_cut_off_that_passes_before_confirming(clock: Clock) -> None:
    mover = Mover()
    clock.now = at("07:55")
    mover.choose("13:00")
    kept = Hold.objects.get().public_id
    clock.now = at("08:01")

    answer = mover.confirm(kept)

    assert answer.status_code == 409
    assert "2610 000 001" in words_of(answer)
    assert mover.starts_at == "12:00"
    assert mover.get("move/check/").headers["Location"] == f"{mover.address}move/"


def test_what_was_cancelled_meanwhile_does_not_move() -> None:
    mover = Mover()
    mover.choose("13:00")
    kept = Hold.objects.get().public_id
    mover.cancel()

    assert mover.confirm(kept).status_code == 409
    assert "έχει ήδη ακυρωθεί" in words_of(mover.get("move/"))


def test_an_employee_who_does_not_serve_here_cannot_be_chosen() -> None:
    mover = Mover(desks=1, names_employee=True)
    stranger = make_offering().needs.get().resources.get()

    answer = mover.post("move/", starts_at=moment("13:00"), employee=str(stranger.public_id))

    assert answer.status_code == 409
    assert not Hold.objects.exists()


def test_an_offering_that_is_not_set_up_any_more_leads_to_the_phone() -> None:
    mover = Mover()
    Offering.objects.filter(pk=mover.offering.pk).update(horizon_days=None)

    page = mover.get("move/")

    assert page.status_code == 200
    assert "2610 000 001" in words_of(page)
