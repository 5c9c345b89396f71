"""The page of one appointment: everything one needs, and what can still be done."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from mydimos.audit.models import Line
from mydimos.booking.models import Appointment
from mydimos.booking.people import Guest, People
from mydimos.directory.models import Channel, Office
from mydimos.notifications.models import Message
from tests.factories import (
    NOW,
    at,
    book,
    eleni,
    for_herself,
    make_citizen,
    make_offering,
)
from tests.web.visitors import Clock, clock, link_of, logged_in, words_of

__all__ = ["clock"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_the_page_has_everything_that_one_needs() -> None:
    offering = make_offering()
    Office.objects.filter(pk=offering.office_id).update(
        directions_el="Είσοδος από την πλατεία", step_free=True
    )
    citizen = make_citizen()
    appointment = book(citizen, offering, "12:00")

    page = logged_in(citizen).get(_address(appointment))

    words = words_of(page)
    for part in (
        _spoken(appointment),
        "Πιστοποιητικό γέννησης",
        "Δημοτολόγιο",
        "30 λεπτά",
        "Δημαρχείο",
        "Μαιζώνος 108",
        "Είσοδος από την πλατεία",
        "2610 000 001",
        "Ταυτότητα",
        "Ελένη Παπαδοπούλου",
        "eleni@mail.example",
    ):
        assert part in words
    assert "https://www.openstreetmap.org/" in page.content.decode()


def test_neither_the_title_nor_the_address_tells_the_service_or_a_name() -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")

    page = logged_in(citizen).get(_address(appointment)).content.decode()

    title = page.split("<title>")[1].split("</title>")[0]
    assert "Δευτέρα 2 Φεβρουαρίου 2026" in title
    assert "γέννησης" not in title
    assert "Ελένη" not in title


def test_one_page_takes_a_fixed_number_of_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    citizen = make_citizen()
    people = People(
        Appointment.OnBehalf.OTHER,
        eleni(requirements=("sign_language", "step_free"), notes="Με τη μητέρα μου"),
        guest=Guest("Νίκος", "nikos@mail.example"),
        copy_to="applicant@mail.example",
    )
    appointment = book(citizen, make_offering(channel=Channel.VIDEO), "12:00", people=people)
    browser = logged_in(citizen)

    with django_assert_num_queries(4):  # the session, the appointment, its people, the messages
        browser.get(_address(appointment))


def test_what_somebody_needs_and_whom_they_bring_stands_on_the_page() -> None:
    citizen = make_citizen()
    people = People(
        Appointment.OnBehalf.SELF,
        eleni(requirements=("sign_language",), notes="Με τη μητέρα μου"),
        guest=Guest("Νίκος Γεωργίου", "nikos@mail.example"),
    )
    appointment = book(citizen, make_offering(channel=Channel.VIDEO), "12:00", people=people)

    words = words_of(logged_in(citizen).get(_address(appointment)))

    assert "Διερμηνεία στην ελληνική νοηματική γλώσσα" in words
    assert "Με τη μητέρα μου" in words
    assert "Νίκος Γεωργίου" in words


def test_who_books_for_another_reads_that_the_other_must_appear() -> None:
    citizen = make_citizen()
    people = People(Appointment.OnBehalf.OTHER, eleni())
    appointment = book(citizen, make_offering(), "12:00", people=people)

    words = words_of(logged_in(citizen).get(_address(appointment)))

    assert "Στο ραντεβού πρέπει να εμφανιστεί το εξής πρόσωπο: Ελένη Παπαδοπούλου." in words
    assert "Δεν αρκεί να εμφανιστείτε εσείς." in words


def test_a_company_reads_where_its_papers_go() -> None:
    citizen = make_citizen()
    people = People(Appointment.OnBehalf.COMPANY, eleni(company="Ο Φούρνος Α.Ε."))
    appointment = book(citizen, make_offering(), "12:00", people=people)

    words = words_of(logged_in(citizen).get(_address(appointment)))

    assert "Ο Φούρνος Α.Ε." in words
    assert "στη διεύθυνση registry@patras.example" in words


def test_by_phone_the_municipality_calls_and_only_informs() -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(channel=Channel.PHONE), "12:00")

    words = words_of(logged_in(citizen).get(_address(appointment)))

    assert "690 000 0001" in words
    assert "θα σας καλέσει ο Δήμος" in words
    assert "μόνο για ενημέρωση" in words
    assert "Ταυτότητα" not in words


def test_for_a_video_call_the_address_and_its_opening_are_given() -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(channel=Channel.VIDEO), "12:00")

    page = logged_in(citizen).get(_address(appointment))

    assert f'href="{_address(appointment)}video/"' in page.content.decode()
    assert "11:45" in words_of(page)


def test_until_when_one_may_change_and_cancel_is_said() -> None:
    citizen = make_citizen()
    offering = make_offering(move_cutoff=timedelta(hours=4), cancel_cutoff=timedelta(hours=1))
    appointment = book(citizen, offering, "12:00")

    words = words_of(logged_in(citizen).get(_address(appointment)))

    assert "Μπορείτε να αλλάξετε την ώρα έως τη Δευτέρα 2 Φεβρουαρίου 2026, ώρα 08:00." in words
    assert "Μπορείτε να ακυρώσετε έως τη Δευτέρα 2 Φεβρουαρίου 2026, ώρα 11:00." in words


def test_after_the_cut_off_the_phone_of_the_office_takes_the_place_of_the_button(
    clock: Clock,
) -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")
    clock.now = at("11:30")

    page = logged_in(citizen).get(_address(appointment))

    assert "Η ώρα δεν μπορεί πλέον να αλλάξει από εδώ" in words_of(page)
    assert "Το ραντεβού δεν μπορεί πλέον να ακυρωθεί από εδώ" in words_of(page)
    assert "2610 000 001" in words_of(page)
    assert f'href="{_address(appointment)}cancel/"' not in page.content.decode()
    assert f'href="{_address(appointment)}move/"' not in page.content.decode()


def test_what_is_over_can_be_read_and_nothing_else(clock: Clock) -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")
    clock.now = at("12:30")

    page = logged_in(citizen).get(_address(appointment))

    assert "send-again" not in page.content.decode()
    assert "Κάλεσε" not in words_of(page)


@pytest.mark.parametrize("state", ["refused", "bounced", "failed"])
def test_a_message_that_did_not_arrive_is_told_with_what_to_do(state: str) -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")
    Message.objects.update(state=state, status_code="5.1.1", settled_at=NOW)

    words = words_of(logged_in(citizen).get(_address(appointment)))

    assert "Το μήνυμα δεν παραδόθηκε στη διεύθυνση eleni@mail.example." in words
    assert "5.1.1" not in words


def test_a_message_that_arrived_at_last_is_no_problem_any_more() -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")
    Message.objects.update(state="bounced", settled_at=NOW)
    browser = logged_in(citizen)

    browser.post(f"{_address(appointment)}send-again/")

    assert "δεν παραδόθηκε" not in words_of(browser.get(_address(appointment)))


def test_the_message_can_be_sent_again_but_not_without_end(clock: Clock) -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")
    browser = logged_in(citizen)

    for _ in range(3):
        clock.now += timedelta(minutes=1)
        page = browser.post(f"{_address(appointment)}send-again/", follow=True)
        assert "Το μήνυμα στάλθηκε ξανά." in words_of(page)
    refused = browser.post(f"{_address(appointment)}send-again/")

    assert refused.status_code == 409
    assert "την τελευταία ώρα" in words_of(refused)
    assert Line.objects.filter(act="appointment.message_again", actor="citizen").count() == 3


def test_no_message_is_sent_about_what_is_over(clock: Clock) -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")
    clock.now = at("12:30")

    answer = logged_in(citizen).post(f"{_address(appointment)}send-again/")

    assert answer.status_code == 409
    assert "Το ραντεβού έχει περάσει." in words_of(answer)
    assert Message.objects.count() == 1


def test_who_comes_back_from_logging_in_presses_the_button_again() -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")

    answer = logged_in(citizen).get(f"{_address(appointment)}send-again/")

    assert answer.headers["Location"] == _address(appointment)
    assert Message.objects.count() == 1


def test_the_calendar_file_is_named_by_the_code_alone() -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")

    file = logged_in(citizen).get(f"{_address(appointment)}calendar.ics")

    assert file.headers["Content-Disposition"] == (
        f'attachment; filename="myDimos-{appointment.reference}.ics"'
    )
    assert "DTSTART:20260202T100000Z" in file.content.decode()


def test_the_printed_page_has_everything_and_no_buttons() -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")

    page = logged_in(citizen).get(f"{_address(appointment)}print/")

    assert _spoken(appointment) in words_of(page)
    assert "Ταυτότητα" in words_of(page)
    main = page.content.decode().split("<main")[1].split("</main>")[0]
    assert "<button" not in main


def test_an_anonymous_appointment_still_has_a_page() -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00", people=for_herself())
    appointment.participants.filter(role="served").delete()

    assert logged_in(citizen).get(_address(appointment)).status_code == 200


def _address(appointment: Appointment) -> str:
    return f"/appointments/{appointment.public_id}/"


def _spoken(appointment: Appointment) -> str:
    return appointment.spoken_reference


@pytest.mark.parametrize("way", ["login", "link"])
def test_that_the_message_was_sent_again_is_said_once(way: str) -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")
    browser = logged_in(citizen) if way == "login" else Client()
    address = link_of(appointment) if way == "link" else f"/appointments/{appointment.public_id}/"

    said = browser.post(f"{address}send-again/", follow=True)
    reloaded = browser.get(said.redirect_chain[-1][0])

    assert "Το μήνυμα στάλθηκε ξανά." in words_of(said)
    assert "Το μήνυμα στάλθηκε ξανά." not in words_of(reloaded)


def test_a_forged_link_does_not_say_that_something_was_done() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")

    words = words_of(Client().get(f"{link_of(appointment)}?done=sent"))

    assert "στάλθηκε ξανά" not in words
