"""Changing the time, page by page: nothing is lost until the new time is confirmed."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from mydimos.audit.models import Line
from mydimos.audit.services import Actor
from mydimos.booking.models import Appointment, Hold
from mydimos.booking.services import cancel_appointment, sweep
from mydimos.directory.models import Offering
from mydimos.identity.models import Citizen
from mydimos.notifications.models import Message
from tests.factories import NOW, at, book, hold, make_citizen, make_offering
from tests.web.visitors import Clock, Page, clock, logged_in, moment, words_of

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
    assert Line.objects.get(act="appointment.moved").actor_id == mover.citizen.pk
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


def test_the_check_says_until_when_the_time_is_kept() -> None:
    mover = Mover()

    words = words_of(mover.choose("13:00"))

    assert "Κρατάμε αυτή την ώρα για εσάς έως τις 07:40." in words


def test_looking_at_the_check_keeps_nothing() -> None:
    mover = Mover()

    answer = mover.get("move/check/")

    assert answer.headers["Location"] == f"{mover.address}move/"
    assert not Hold.objects.exists()


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


def test_confirming_twice_moves_once() -> None:
    mover = Mover()
    mover.choose("13:00")
    kept = Hold.objects.get()

    first, second = mover.confirm(kept.public_id), mover.confirm(kept.public_id)

    assert first.status_code == second.status_code == 200
    assert words_of(first) == words_of(second)
    assert Line.objects.filter(act="appointment.moved").count() == 1


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


def test_the_page_of_the_times_takes_a_fixed_number_of_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    mover = Mover(desks=3)
    for time in ("08:00", "08:30", "09:00"):
        book(make_citizen(), mover.offering, time)

    # the session, the appointment, its people and messages, its hold, and the six of free times
    with django_assert_num_queries(11):
        mover.get("move/?month=2026-02")


class Mover:
    """Somebody with an appointment at noon, and what they do with it."""

    def __init__(self, clock_time: str = "12:00", **offering: object) -> None:
        self.citizen: Citizen = make_citizen()
        self.offering = make_offering(**offering)  # type: ignore[arg-type]
        self.appointment = book(self.citizen, self.offering, clock_time)
        self.address = f"/appointments/{self.appointment.public_id}/"
        self.browser: Client = logged_in(self.citizen)

    def get(self, page: str) -> Page:
        return self.browser.get(f"{self.address}{page}")

    def post(self, page: str, **form: str) -> Page:
        return self.browser.post(f"{self.address}{page}", form)

    def choose(self, time: str) -> Page:
        form = {"starts_at": moment(time)}
        return self.browser.post(f"{self.address}move/", form, follow=True)

    def confirm(self, kept: uuid.UUID | None = None) -> Page:
        kept = kept or Hold.objects.get(moves=self.appointment).public_id
        form = {"hold_id": str(kept)}
        return self.browser.post(f"{self.address}move/confirm/", form, follow=True)

    def cancel(self) -> None:
        cancel_appointment(
            appointment_id=self.appointment.public_id,
            by=Actor.citizen(self.citizen.pk),
            now=NOW,
        )

    @property
    def stored(self) -> Appointment:
        return Appointment.objects.get(pk=self.appointment.pk)

    @property
    def starts_at(self) -> str:
        return f"{self.stored.starts_at.astimezone(NOW.tzinfo):%H:%M}"
