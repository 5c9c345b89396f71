"""The personal link of a message: opens one appointment, and nothing else."""

import pytest
from django.test import Client
from django.urls import reverse

from mydimos.audit.actors import Actor
from mydimos.audit.models import Line
from mydimos.booking.links import link_path
from mydimos.booking.models import Appointment, Hold, Occupancy
from mydimos.booking.people import People
from mydimos.booking.services import cancel_appointment
from mydimos.directory.models import Channel
from mydimos.identity.models import Session
from mydimos.notifications.models import Message
from tests.factories import NOW, at, book, eleni, make_citizen, make_offering
from tests.web.visitors import Clock, clock, link_of, moment, words_of

__all__ = ["clock"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

PAGES = ["", "print/", "calendar.ics", "video/", "move/", "move/check/", "cancel/"]
ACTS = ["send-again/", "move/", "move/confirm/", "cancel/"]


def test_the_link_opens_the_appointment_without_login() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")

    page = Client().get(link_of(appointment))

    assert page.status_code == 200
    assert "Δευτέρα 2 Φεβρουαρίου 2026" in words_of(page)
    assert "Ελένη Παπαδοπούλου" in words_of(page)
    assert not Session.objects.exists()


def test_it_is_kept_nowhere_and_leaves_no_trace_elsewhere() -> None:
    page = Client().get(link_of(book(make_citizen(), make_offering(), "12:00")))

    assert "no-store" in page.headers["Cache-Control"]
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert "noindex" in page.headers["X-Robots-Tag"]


def test_whoever_came_by_link_stays_within_it() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    link = link_of(appointment)

    page = Client().get(link).content.decode()

    for rest in ("move/", "cancel/", "send-again/", "print/", "calendar.ics"):
        assert f'"{link}{rest}"' in page
    by_login = f"/appointments/{appointment.public_id}/"
    # A link proves nothing about a new address: correcting the contact needs the login.
    assert page.count(by_login) == page.count(f"{by_login}correct/") > 0


@pytest.mark.parametrize("role", ["served", "applicant"])
def test_who_is_served_and_who_booked_have_links_of_their_own(role: str) -> None:
    people = People(Appointment.OnBehalf.OTHER, eleni(), copy_to="nikos@mail.example")
    appointment = book(make_citizen(), make_offering(), "12:00", people=people)

    assert Client().get(link_of(appointment, role)).status_code == 200


def test_a_companys_representative_has_a_link_too() -> None:
    people = People(Appointment.OnBehalf.COMPANY, eleni(company="Ο Φούρνος Α.Ε."))
    appointment = book(make_citizen(), make_offering(), "12:00", people=people)

    page = Client().get(link_of(appointment, "representative"))

    assert "Ο Φούρνος Α.Ε." in words_of(page)
    assert "registry@patras.example" in words_of(page)


def test_the_person_served_is_told_that_somebody_else_booked() -> None:
    people = People(Appointment.OnBehalf.OTHER, eleni())
    appointment = book(make_citizen(), make_offering(), "12:00", people=people)

    words = words_of(Client().get(link_of(appointment)))

    assert "έκλεισε για εσάς άλλο πρόσωπο. Στο ραντεβού πρέπει να εμφανιστείτε εσείς." in words


def test_a_link_that_lost_its_last_slash_still_opens() -> None:
    link = link_of(book(make_citizen(), make_offering(), "12:00"))

    assert Client().get(link.rstrip("/"), follow=True).status_code == 200


def test_programs_that_open_every_link_of_a_mail_change_nothing() -> None:
    appointment = book(make_citizen(), make_offering(channel=Channel.VIDEO), "12:00")
    before = _everything(appointment)
    link = link_of(appointment)

    for rest in [*PAGES, *ACTS, "cancelled/"]:
        Client().get(f"{link}{rest}", follow=True)
        Client().head(f"{link}{rest}")

    assert _everything(appointment) == before


def test_cancelling_by_link_is_written_down_as_such_and_ends_the_link() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    link, browser = link_of(appointment), Client()

    outcome = browser.post(f"{link}cancel/", follow=True)

    assert "Το ραντεβού σας ακυρώθηκε" in words_of(outcome)
    assert Line.objects.get(act="appointment.cancelled").actor == "link"
    assert browser.get(link).status_code == 404
    assert browser.get(f"{link}print/").status_code == 404
    assert browser.get(f"{link}calendar.ics").status_code == 404


def test_the_form_of_cancelling_sent_twice_has_one_outcome() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    link, browser = link_of(appointment), Client()

    first = browser.post(f"{link}cancel/", follow=True)
    second = browser.post(f"{link}cancel/", follow=True)

    assert first.status_code == second.status_code == 200
    assert words_of(first) == words_of(second)
    assert Message.objects.filter(kind="booking.cancellation").count() == 1


def test_the_outcome_of_cancelling_tells_nothing_about_the_person() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")

    outcome = words_of(Client().post(f"{link_of(appointment)}cancel/", follow=True))

    for personal in ("Ελένη", "eleni@mail.example", "6900000001", "Πιστοποιητικό"):
        assert personal not in outcome


def test_the_outcome_leads_to_a_new_appointment_for_the_same_service() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    offering = appointment.offering

    outcome = Client().post(f"{link_of(appointment)}cancel/", follow=True)

    again = reverse(
        "citizen:times",
        args=[
            appointment.municipality.slug,
            offering.channel,
            offering.service.slug,
            offering.office.slug,
        ],
    )
    assert f'href="{again}"' in outcome.content.decode()


def test_a_link_from_before_the_last_one_does_not_open_the_outcome() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    leaked = link_of(appointment)
    Appointment.objects.filter(pk=appointment.pk).update(link_version=2)
    cancel_appointment(appointment_id=appointment.public_id, by=Actor.link(), now=NOW)

    assert Client().get(f"{leaked}cancelled/").status_code == 404


def test_the_outcome_does_not_open_before_it_was_cancelled() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    old = link_path(Appointment(public_id=appointment.public_id, link_version=0), "served", "el")

    assert Client().get(f"{old}cancelled/").status_code == 404


def test_moving_by_link_keeps_the_link() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    link, browser = link_of(appointment), Client()

    browser.post(f"{link}move/", {"starts_at": moment("13:00")})
    kept = Hold.objects.get(moves=appointment)
    page = browser.post(f"{link}move/confirm/", {"hold_id": kept.public_id}, follow=True)

    assert page.status_code == 200
    assert page.redirect_chain[-1][0].startswith(link)
    assert Appointment.objects.get(pk=appointment.pk).starts_at == at("13:00")
    assert Line.objects.get(act="appointment.moved").actor == "link"


def test_the_message_can_be_sent_again_by_link() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")

    page = Client().post(f"{link_of(appointment)}send-again/", follow=True)

    assert "Το μήνυμα στάλθηκε ξανά." in words_of(page)
    assert Message.objects.count() == 2
    assert Line.objects.get(act="appointment.message_again").actor == "link"


def test_the_calendar_file_has_the_link_of_its_bearer() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    link = link_of(appointment)

    file = Client().get(f"{link}calendar.ics")

    assert file.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert link in file.content.decode().replace("\r\n ", "")


def test_the_english_link_opens_the_english_page() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")

    words = words_of(Client().get(link_of(appointment, language="en")))

    assert "Monday 2 February 2026" in words


def test_the_video_call_has_a_page_at_the_address_of_the_message(clock: Clock) -> None:
    appointment = book(make_citizen(), make_offering(channel=Channel.VIDEO), "12:00")
    video = f"{link_of(appointment)}video/"

    early = words_of(Client().get(video))
    clock.now = at("11:45")
    on_time = words_of(Client().get(video))

    assert "11:45" in early
    assert "κάμερα και μικρόφωνο" in early
    assert "12:00" in on_time
    assert early != on_time


def test_where_one_comes_in_person_there_is_no_video_page() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    link = link_of(appointment)

    assert Client().get(f"{link}video/").headers["Location"] == link


def _everything(appointment: Appointment) -> tuple[object, ...]:
    return (
        Appointment.objects.filter(pk=appointment.pk).values().get(),
        list(Occupancy.objects.values()),
        list(Hold.objects.values()),
        Message.objects.count(),
        Line.objects.count(),
    )
