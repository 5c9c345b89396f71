"""E-mail addresses and phone numbers as they are typed into the details."""

import pytest
from icalendar import Calendar

from mydimos.booking.mails import compose
from mydimos.booking.models import Participant
from mydimos.notifications.mime import letter
from mydimos.notifications.models import Message
from tests.factories import NOW
from tests.web.bookings import ANOTHER, HERSELF, Visit, visit
from tests.web.visitors import clock, words_of

__all__ = ["clock", "visit"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def email() -> str | None:
    address: str | None = Participant.objects.get(role="served").email
    return address


@pytest.mark.parametrize(
    ("typed", "shown", "sent_to"),
    [
        ("user@straße.de", "user@straße.de", "user@xn--strae-oqa.de"),
        ("info@xn--jxalzmp.xn--qxam", "info@δήμος.ελ", "info@xn--jxalzmp.xn--qxam"),
        ("\u200eeleni@mail.example\u200b", "eleni@mail.example", "eleni@mail.example"),
    ],
)
def test_page_mail_and_calendar_have_the_same_address(
    visit: Visit, typed: str, shown: str, sent_to: str
) -> None:
    visit.fill_in(HERSELF | {"email": typed})
    assert shown in words_of(visit.client.get(f"{visit.way}check/"))
    visit.declare()

    message = Message.objects.get()
    mail = compose(message, now=NOW)
    assert mail is not None
    assert mail.invitation is not None
    written = letter(mail, message=message.public_id, now=NOW)
    (event,) = Calendar.from_ical(mail.invitation.content).events
    assert email() == shown
    assert written["To"] == sent_to
    assert event["ATTENDEE"] == f"mailto:{sent_to}"


@pytest.mark.parametrize("typed", ["x@localhost", "user@[127.0.0.1]", "user@127.0.0.1"])
def test_hosts_without_a_domain_are_refused(visit: Visit, typed: str) -> None:
    answer = visit.fill_in(HERSELF | {"email": typed})

    assert answer.status_code == 422
    assert "Συμπληρώστε διεύθυνση email" in words_of(answer)


def test_browsers_have_no_reason_to_change_what_is_typed(visit: Visit) -> None:
    visit.client.post(visit.way, {"on_behalf": "self"})
    page = visit.client.get(f"{visit.way}details/").content.decode()

    assert 'type="email"' not in page
    assert 'inputmode="email"' in page


@pytest.mark.parametrize(
    "typed", ["Ελέ\u00adνη Παπα\u200bδοπούλου", "\ufeffΕλένη Παπαδοπούλου\u200f"]
)
def test_letters_that_nobody_sees_are_dropped_from_a_name(visit: Visit, typed: str) -> None:
    visit.fill_in(HERSELF | {"name": typed})
    visit.declare()

    assert Participant.objects.get(role="served").name == "Ελένη Παπαδοπούλου"


# -- mistyped domains


def test_a_mistyped_provider_is_asked_about_and_corrected_by_one_button(visit: Visit) -> None:
    page = visit.fill_in(HERSELF | {"email": "nikos@gmial.com"})
    assert page.status_code == 200
    assert "Μήπως εννοείτε nikos@gmail.com;" in words_of(page)

    answer = visit.client.post(f"{visit.way}details/", {"correct": "1"})
    assert answer.headers["Location"] == f"{visit.way}check/"
    visit.declare()

    assert email() == "nikos@gmail.com"
    assert Participant.objects.get(role="served").phone == "+306900000001"


def test_whoever_sends_it_again_means_it(visit: Visit) -> None:
    typed = HERSELF | {"email": "nikos@gmial.com"}
    page = visit.fill_in(typed).content.decode()
    assert '<input type="hidden" name="kept" value="nikos@gmial.com">' in page

    visit.client.post(f"{visit.way}details/", typed | {"kept": "nikos@gmial.com"})
    visit.declare()

    assert email() == "nikos@gmial.com"


def test_another_mistake_is_asked_about_too(visit: Visit) -> None:
    typed = HERSELF | {"email": "nikos@yahoo.con", "kept": "nikos@gmial.com"}

    assert "Μήπως εννοείτε nikos@yahoo.com;" in words_of(visit.fill_in(typed))


def test_the_address_for_the_copy_is_looked_at_too(visit: Visit) -> None:
    page = visit.fill_in(ANOTHER | {"copy_to": "eleni@otenet.com"})
    assert "Μήπως εννοείτε eleni@otenet.gr;" in words_of(page)

    visit.client.post(f"{visit.way}details/", {"correct": "1"})
    visit.declare()

    assert Participant.objects.get(role="applicant").email == "eleni@otenet.gr"
    assert email() == "maria@mail.example"


# -- phones


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("6855012345", "+306855012345"),
        ("+30 6855512345", "+306855512345"),
        ("687 500 1234", "+306875001234"),
        ("6885001234", "+306885001234"),
        ("6899012345", "+306899012345"),
        ("9412345678", "+309412345678"),
        ("\u202a697 000 0001\u202c", "+306970000001"),
    ],
)
def test_every_greek_mobile_is_taken(visit: Visit, typed: str, stored: str) -> None:
    visit.fill_in(HERSELF | {"phone": typed})
    visit.declare()

    assert Participant.objects.get(role="served").phone == stored


@pytest.mark.parametrize(
    "typed",
    ["801 100 1000", "90 11 00 11 00", "+979 123456789", "+44 909 8790123", "+1 900 555 0199",
     "+881 612345678", "+882 1612345678", "+870 301234567", "+44 7012345678", "+800 12345678"],
)  # fmt: skip
def test_what_is_expensive_to_call_is_refused_and_the_page_says_why(
    visit: Visit, typed: str
) -> None:
    answer = visit.fill_in(HERSELF | {"phone": typed})

    assert answer.status_code == 422
    assert "στον αριθμό που γράψατε δεν μπορούμε να καλέσουμε" in words_of(answer)
