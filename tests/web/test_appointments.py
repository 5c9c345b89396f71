"""My appointments, and the page of one of them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from mydimos.audit.models import Line
from mydimos.booking.models import Appointment
from mydimos.booking.people import Guest, People
from mydimos.directory.models import Channel, Office
from mydimos.identity.models import Citizen
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
from tests.web.visitors import Clock, clock, logged_in, words_of

__all__ = ["clock"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

LIST = "/appointments/"


def test_without_login_one_is_sent_to_log_in_and_comes_back() -> None:
    answer = Client().get(LIST)

    assert answer.headers["Location"] == f"{reverse('citizen:login')}?next=%2Fappointments%2F"


def test_who_has_no_appointments_is_told_so_and_where_to_book() -> None:
    page = logged_in(make_citizen()).get(LIST)

    words = words_of(page)
    assert "Δεν έχετε προσεχή ραντεβού." in words
    assert "Δεν έχετε προηγούμενα ραντεβού." in words
    assert f'href="{reverse("citizen:home")}"' in page.content.decode()


def test_each_appointment_says_what_when_where_how_and_who_must_appear() -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")

    words = words_of(logged_in(citizen).get(LIST))

    for part in (
        "Πιστοποιητικό γέννησης",
        "Δευτέρα 2 Φεβρουαρίου 2026",
        "12:00",
        "Δήμος Πατρέων",
        "Δημαρχείο",
        "Με φυσική παρουσία",
        "Ελένη Παπαδοπούλου",
        f"{appointment.reference[:4]} {appointment.reference[4:]}",
        "Προγραμματισμένο",
    ):
        assert part in words


def test_what_is_to_come_stands_before_what_is_over(clock: Clock) -> None:
    citizen, offering = make_citizen(), make_offering()
    over = book(citizen, offering, "08:00")
    soon = book(citizen, offering, "13:00")
    cancelled = book(citizen, make_offering(), "13:30")
    _cancel(citizen, cancelled)
    clock.now = at("09:00")

    words = words_of(logged_in(citizen).get(LIST))

    upcoming, past = words.split("Προηγούμενα ραντεβού")
    assert _spoken(soon) in upcoming
    assert _spoken(over) in past
    assert _spoken(cancelled) in past
    assert "Ακυρώθηκε από πολίτη" in past


def test_what_is_going_on_is_still_to_come(clock: Clock) -> None:
    citizen = make_citizen()
    now_on = book(citizen, make_offering(), "08:00")
    clock.now = at("08:29")

    words = words_of(logged_in(citizen).get(LIST))

    assert _spoken(now_on) in words.split("Προηγούμενα ραντεβού")[0]


def test_nobody_sees_the_appointments_of_others() -> None:
    theirs = book(make_citizen(), make_offering(), "12:00")

    assert _spoken(theirs) not in words_of(logged_in(make_citizen()).get(LIST))


def test_the_list_takes_as_many_queries_for_six_as_for_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    one, many = make_citizen(), make_citizen()
    book(one, make_offering(), "12:00")
    for _ in range(3):
        offering = make_offering()
        book(many, offering, "12:00")
        book(many, offering, "12:30")

    for citizen in (one, many):
        browser = logged_in(citizen)
        with django_assert_num_queries(4):  # the session; what comes, and whose; what is over
            browser.get(LIST)


@pytest.mark.parametrize("page", ["", "print/", "calendar.ics", "move/", "cancel/", "move/check/"])
def test_the_appointment_of_another_is_as_unknown_as_none(page: str) -> None:
    theirs = book(make_citizen(), make_offering(), "12:00")
    browser = logged_in(make_citizen())

    known = browser.get(f"/appointments/{theirs.public_id}/{page}")
    unknown = browser.get(f"/appointments/00000000-0000-4000-8000-000000000000/{page}")

    assert known.status_code == unknown.status_code == 404
    assert words_of(known) == words_of(unknown)


@pytest.mark.parametrize("act", ["cancel/", "send-again/", "move/", "move/confirm/"])
def test_nobody_acts_on_the_appointment_of_another(act: str) -> None:
    theirs = book(make_citizen(), make_offering(), "12:00")

    answer = logged_in(make_citizen()).post(f"/appointments/{theirs.public_id}/{act}")

    assert answer.status_code == 404
    assert Appointment.objects.get(pk=theirs.pk).is_booked
    assert Message.objects.count() == 1


def test_pages_about_a_person_are_kept_by_nobody() -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")
    browser = logged_in(citizen)

    for address in (LIST, _address(appointment), f"{_address(appointment)}calendar.ics"):
        page = browser.get(address)
        assert "no-store" in page.headers["Cache-Control"]
        assert "noindex" in page.headers["X-Robots-Tag"]


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

    assert "Μπορείτε να αλλάξετε την ώρα έως: Δευτέρα 2 Φεβρουαρίου 2026, ώρα 08:00." in words
    assert "Μπορείτε να ακυρώσετε έως: Δευτέρα 2 Φεβρουαρίου 2026, ώρα 11:00." in words


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


def test_cancelling_asks_first_and_says_what_is_cancelled() -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")

    words = words_of(logged_in(citizen).get(f"{_address(appointment)}cancel/"))

    assert "Θέλετε να ακυρώσετε αυτό το ραντεβού;" in words
    assert "Πιστοποιητικό γέννησης" in words
    assert "Ελένη Παπαδοπούλου" in words
    assert Appointment.objects.get(pk=appointment.pk).is_booked


def test_a_cancelled_appointment_leads_to_a_new_one_and_to_the_others() -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")

    page = logged_in(citizen).post(f"{_address(appointment)}cancel/", follow=True)

    assert "Το ραντεβού σας ακυρώθηκε" in words_of(page)
    assert appointment.offering.service.slug in page.content.decode()
    assert f'href="{LIST}"' in page.content.decode()
    assert Line.objects.get(act="appointment.cancelled").actor_id == citizen.pk


def test_cancelling_what_is_cancelled_shows_its_outcome() -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")
    browser = logged_in(citizen)
    first = browser.post(f"{_address(appointment)}cancel/", follow=True)

    for answer in (
        browser.post(f"{_address(appointment)}cancel/", follow=True),
        browser.get(f"{_address(appointment)}cancel/", follow=True),
    ):
        assert words_of(answer) == words_of(first)


def test_cancelling_too_late_is_refused_with_the_phone_of_the_office(clock: Clock) -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")
    clock.now = at("11:30")
    browser = logged_in(citizen)

    asked = browser.get(f"{_address(appointment)}cancel/")
    refused = browser.post(f"{_address(appointment)}cancel/")

    assert (asked.status_code, refused.status_code) == (200, 409)
    for answer in (asked, refused):
        assert "2610 000 001" in words_of(answer)
        assert "Ναι, να ακυρωθεί" not in words_of(answer)
    assert Appointment.objects.get(pk=appointment.pk).is_booked


def test_the_outcome_of_cancelling_is_there_only_when_it_was_cancelled() -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")

    answer = logged_in(citizen).get(f"{_address(appointment)}cancelled/")

    assert answer.headers["Location"] == _address(appointment)


def test_where_the_service_is_no_longer_offered_one_books_with_the_municipality() -> None:
    citizen, offering = make_citizen(), make_offering()
    appointment = book(citizen, offering, "12:00")
    offering.is_active = False
    offering.save()

    page = logged_in(citizen).post(f"{_address(appointment)}cancel/", follow=True)

    again = reverse("citizen:municipality", args=[appointment.municipality.slug])
    assert f'href="{again}"' in page.content.decode().split("<main")[1].split("</main>")[0]


def test_an_anonymous_appointment_still_has_a_page() -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00", people=for_herself())
    appointment.participants.filter(role="served").delete()

    assert logged_in(citizen).get(_address(appointment)).status_code == 200


def _address(appointment: Appointment) -> str:
    return f"/appointments/{appointment.public_id}/"


def _spoken(appointment: Appointment) -> str:
    return f"{appointment.reference[:4]} {appointment.reference[4:]}"


def _cancel(citizen: Citizen, appointment: Appointment) -> None:
    logged_in(citizen).post(f"{_address(appointment)}cancel/")
