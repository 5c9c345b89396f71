"""Links that are not good: one answer to all of them."""

import uuid
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from mydimos.booking.models import Appointment, Hold
from mydimos.booking.people import Guest, People
from mydimos.crypto.hashing import sign
from mydimos.directory.models import Channel
from mydimos.notifications.models import Message
from mydimos.web.citizen.limits import CHANGES_MADE
from tests.factories import book, eleni, make_citizen, make_offering
from tests.web.visitors import clock, link_of, moment, words_of

__all__ = ["clock"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

PAGES = ["", "print/", "calendar.ics", "video/", "move/", "move/check/", "cancel/"]
ACTS = ["send-again/", "move/", "move/confirm/", "cancel/"]


def _with_a_wrong_signature(appointment: Appointment) -> str:
    good = link_of(appointment).rstrip("/")
    return f"{good[:-1]}{'A' if good[-1] != 'A' else 'B'}/"


def _of_an_unknown_appointment(appointment: Appointment) -> str:
    unknown = uuid.uuid4()
    signature = sign("appointment", str(unknown), "served", "1")
    return f"/a/{unknown}/served/{signature}/"


def _of_another_role(appointment: Appointment) -> str:
    return link_of(appointment).replace("/served/", "/applicant/")


def _of_a_role_that_nobody_has(appointment: Appointment) -> str:
    return link_of(appointment, "representative")


def _of_a_guest(appointment: Appointment) -> str:
    return link_of(appointment, "guest")


def _of_a_role_that_there_is_not(appointment: Appointment) -> str:
    return link_of(appointment, "mayor")


def _of_another_appointment(appointment: Appointment) -> str:
    other = book(make_citizen(), make_offering(), "09:00")
    return link_of(other).replace(str(other.public_id), str(appointment.public_id))


def _of_an_earlier_version(appointment: Appointment) -> str:
    old = link_of(appointment)
    Appointment.objects.filter(pk=appointment.pk).update(link_version=2)
    return old


def _that_is_too_long(appointment: Appointment) -> str:
    return f"{link_of(appointment).rstrip('/')}{'A' * 500}/"


def _with_other_letters(appointment: Appointment) -> str:
    return f"/a/{appointment.public_id}/served/%CE%B1%00%F0%9F%98%80/"


@pytest.mark.parametrize(
    "wrong",
    [
        _with_a_wrong_signature,
        _of_an_unknown_appointment,
        _of_another_role,
        _of_a_role_that_nobody_has,
        _of_a_guest,
        _of_a_role_that_there_is_not,
        _of_another_appointment,
        _of_an_earlier_version,
        _that_is_too_long,
        _with_other_letters,
    ],
)
def test_every_link_that_is_not_good_gets_the_same_answer(
    wrong: Callable[[Appointment], str],
) -> None:
    people = People(Appointment.OnBehalf.SELF, eleni(), guest=Guest("Νίκος", "n@mail.example"))
    appointment = book(make_citizen(), make_offering(channel=Channel.VIDEO), "12:00", people=people)
    plain = Client().get(f"/a/{uuid.uuid4()}/served/nothing/")
    link = wrong(appointment)

    for rest in ["", *PAGES]:
        answer = Client().get(f"{link}{rest}")
        assert answer.status_code == 404
        assert words_of(answer) == words_of(plain)
        assert answer.headers["Cache-Control"] == plain.headers["Cache-Control"]


@pytest.mark.parametrize("lost", ["served/", "served/abc/move/chec/", ""])
def test_a_link_that_lost_a_part_gets_that_answer_too(lost: str) -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    plain = Client().get(f"/a/{uuid.uuid4()}/served/nothing/")

    answer = Client().get(f"/a/{appointment.public_id}/{lost}")

    assert answer.status_code == 404
    assert words_of(answer) == words_of(plain)


def test_the_answer_to_a_wrong_link_says_what_to_do() -> None:
    words = words_of(Client().get(f"/a/{uuid.uuid4()}/served/nothing/"))

    assert "Τα ραντεβού μου" in words
    assert "σημείο εξυπηρέτησης" in words


def test_a_known_and_an_unknown_appointment_cost_the_same_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")

    for wrong in (_with_a_wrong_signature(appointment), _of_an_unknown_appointment(appointment)):
        with django_assert_num_queries(2):  # the rate limit, the appointment
            Client().get(wrong)


@pytest.mark.parametrize("act", ACTS)
def test_no_act_passes_with_a_wrong_link(act: str) -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    form = {"starts_at": moment("13:00"), "hold_id": str(uuid.uuid4())}

    answer = Client().post(f"{_with_a_wrong_signature(appointment)}{act}", form)

    assert answer.status_code == 404
    assert Appointment.objects.get(pk=appointment.pk).is_booked
    assert not Hold.objects.exists()
    assert Message.objects.count() == 1


def test_a_form_needs_the_token_of_the_page() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    browser = Client(enforce_csrf_checks=True)

    answer = browser.post(f"{link_of(appointment)}cancel/")

    assert answer.status_code == 403
    assert Appointment.objects.get(pk=appointment.pk).is_booked


def test_whoever_tries_too_often_has_to_wait() -> None:
    link = f"/a/{uuid.uuid4()}/served/nothing/"
    browser = Client()

    answers = [browser.get(link).status_code for _ in range(61)]

    assert answers == [404] * 60 + [429]


def test_a_good_link_opens_where_a_neighbour_tries_wrong_ones() -> None:
    """Behind one address of a mobile operator there are thousands of people."""
    link = link_of(book(make_citizen(), make_offering(), "12:00"))
    for _ in range(61):
        Client().get(f"/a/{uuid.uuid4()}/served/nothing/")

    assert Client().get(link).status_code == 200


def test_the_same_link_opens_as_often_as_its_bearer_looks() -> None:
    link = link_of(book(make_citizen(), make_offering(), "12:00"))

    assert {Client().get(link).status_code for _ in range(61)} == {200}


def test_many_people_behind_one_address_move_their_appointments() -> None:
    offering = make_offering(desks=8)
    links = [link_of(book(make_citizen(), offering, "12:00")) for _ in range(8)]

    for link in links:
        browser = Client()
        browser.get(link)
        for query in ("", "?month=2026-02", "?day=2026-02-02", "?day=2026-02-03"):
            assert browser.get(f"{link}move/{query}").status_code == 200
        browser.post(f"{link}move/", {"starts_at": moment("13:00")})
        checked = browser.get(f"{link}move/check/")
        form = {"hold_id": checked.context["hold"].public_id}
        moved = browser.post(f"{link}move/confirm/", form, follow=True)
        assert moved.status_code == 200

    assert Appointment.objects.filter(starts_at=moment("13:00")).count() == 8


def test_many_people_behind_one_address_cancel_their_appointments() -> None:
    offering = make_offering(desks=31)
    links = [link_of(book(make_citizen(), offering, "12:00")) for _ in range(31)]

    answers = {Client().post(f"{link}cancel/").status_code for link in links}

    assert answers == {303}


def test_one_link_is_slowed_down_where_it_changes_again_and_again() -> None:
    """Each change sends a mail, to an address whose owner is not verified."""
    link = f"{link_of(book(make_citizen(), make_offering(), '12:00'))}cancel/"

    codes = [Client().post(link).status_code for _ in range(CHANGES_MADE.times + 1)]

    assert codes[-1] == 429
