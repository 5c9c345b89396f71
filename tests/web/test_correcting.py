"""The person who booked corrects a wrong e-mail address or phone number."""

import pytest
from django.test import Client

from mydimos.booking.models import Appointment
from mydimos.notifications.models import Message
from tests.factories import book, make_citizen, make_offering
from tests.web.visitors import clock, link_of, logged_in, words_of

__all__ = ["clock"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

PHONE = "+306900000001"


def address(appointment: Appointment) -> str:
    return f"/appointments/{appointment.public_id}/correct/"


def email_of(appointment: Appointment) -> str | None:
    email: str | None = appointment.participants.get(role="served").email
    return email


def test_the_corrected_address_gets_the_confirmation_and_the_old_link_is_dead() -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")
    old_link = link_of(appointment)
    visitor = logged_in(citizen)
    form = visitor.get(address(appointment))
    assert 'value="eleni@mail.example"' in form.content.decode()
    assert 'value="690 000 0001"' in form.content.decode()

    page = visitor.post(
        address(appointment), {"email": "eleni@right.example", "phone": PHONE}, follow=True
    )

    assert "Τα στοιχεία σας διορθώθηκαν" in words_of(page)
    assert "eleni@right.example" in words_of(page)
    assert email_of(appointment) == "eleni@right.example"
    assert Message.objects.filter(kind="booking.confirmation").count() == 2
    assert Client().get(old_link).status_code == 404


def test_what_is_typed_wrong_comes_back_with_a_sentence() -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")

    page = logged_in(citizen).post(address(appointment), {"email": "eleni@", "phone": PHONE})

    assert page.status_code == 422
    assert 'value="eleni@"' in page.content.decode()
    assert email_of(appointment) == "eleni@mail.example"


def test_a_mistyped_provider_is_asked_about_and_can_be_kept() -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")
    visitor, typed = logged_in(citizen), {"email": "eleni@gmial.com", "phone": PHONE}

    asked = visitor.post(address(appointment), typed)
    assert "Μήπως εννοείτε eleni@gmail.com;" in words_of(asked)
    assert email_of(appointment) == "eleni@mail.example"

    visitor.post(address(appointment), {**typed, "kept": "eleni@gmial.com"})
    assert email_of(appointment) == "eleni@gmial.com"

    visitor.post(address(appointment), {**typed, "correct": "1"})
    assert email_of(appointment) == "eleni@gmail.com"


def test_a_link_leads_to_the_login_and_not_to_the_form() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    bearer = Client()

    page = bearer.get(link_of(appointment))

    assert f'href="{address(appointment)}"' in page.content.decode()
    assert bearer.get(f"{link_of(appointment)}correct/").status_code == 404
    assert bearer.get(address(appointment)).headers["Location"].startswith("/login/")


def test_another_citizen_finds_no_form() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    stranger = logged_in(make_citizen())

    typed = {"email": "thief@mail.example", "phone": PHONE}

    assert stranger.get(address(appointment)).status_code == 404
    assert stranger.post(address(appointment), typed).status_code == 404
    assert email_of(appointment) == "eleni@mail.example"


def test_the_other_language_keeps_what_was_typed_and_corrects_nothing() -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")
    typed = {"email": "eleni@new.example", "phone": "69", "language": "en"}

    page = logged_in(citizen).post(f"/en{address(appointment)}", typed)

    assert page.status_code == 200
    assert 'value="eleni@new.example"' in page.content.decode()
    assert 'value="69"' in page.content.decode()
    assert email_of(appointment) == "eleni@mail.example"
