"""An employee books for a person who telephones or stands at the counter."""

from decimal import Decimal

import pytest
from django.test import Client

from mydimos.access.models import Membership
from mydimos.access.services import give_role
from mydimos.booking.models import Appointment, Hold, Occupancy
from mydimos.directory.models import Channel, Offering
from mydimos.identity.models import User
from mydimos.notifications.models import Message
from tests.employees import make_user
from tests.factories import BY, NOW, at, book, make_citizen, make_offering
from tests.web.office.browsers import employee
from tests.web.visitors import Page, clock, words_of

__all__ = ["clock"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

TYPED = {
    "through": "phone",
    "name": "Γεώργιος Ιωάννου",
    "company": "",
    "phone": "2610 000 001",
    "email": "",
    "message_language": "el",
    "notes": "",
}


@pytest.fixture
def offering() -> Offering:
    return make_offering()


@pytest.fixture
def maria(offering: Offering) -> User:
    user = make_user()
    give_role(
        user=user,
        role=Membership.Role.EMPLOYEE,
        municipality=offering.municipality,
        departments=[offering.service.department],
        **BY,
    )
    return user


@pytest.fixture
def office(maria: User) -> Client:
    return employee(maria, NOW)


def keep(office: Client, offering: Offering, time: str = "10:00") -> Page:
    return office.post(f"/office/book/{offering.public_id}/", {"starts_at": at(time).isoformat()})


def test_from_the_service_to_the_slip(office: Client, offering: Offering) -> None:
    assert "Πιστοποιητικό γέννησης" in words_of(office.get("/office/book/"))
    assert "10:00" in words_of(office.get(f"/office/book/{offering.public_id}/?day=2026-02-02"))
    kept = keep(office, offering)
    page = office.get(kept.headers["Location"])
    assert "6 μήνες" in words_of(page)  # what is read aloud

    slip = office.post(kept.headers["Location"], TYPED, follow=True)

    booked = Appointment.objects.get()
    assert (booked.made_by, booked.booked_through) == ("employee", "phone")
    assert booked.declaration is None
    assert booked.spoken_reference in words_of(slip)
    assert "Δώστε το εκτυπωμένο" in words_of(slip) or "εκτυπώστε" in words_of(slip)
    assert not Hold.objects.exists()


def test_with_an_address_a_message_goes_out(office: Client, offering: Offering) -> None:
    kept = keep(office, offering)
    typed = TYPED | {"email": "georgios@mail.example", "through": "counter"}

    slip = office.post(kept.headers["Location"], typed, follow=True)

    assert "λαμβάνει μήνυμα" in words_of(slip)
    assert Message.objects.filter(kind="booking.confirmation", recipient="served").exists()


def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    office: Client, offering: Offering
) -> None:
    kept = keep(office, offering)

    answer = office.post(kept.headers["Location"], TYPED | {"through": "", "phone": "12"})

    assert answer.status_code == 422
    assert "Γεώργιος Ιωάννου" in answer.content.decode()
    assert not Appointment.objects.exists()


def test_the_other_language_books_nothing_and_keeps_what_was_typed(
    office: Client, offering: Offering
) -> None:
    kept = keep(office, offering)

    answer = office.post(f"/en{kept.headers['Location']}", TYPED | {"language": "en"})

    assert answer.status_code == 200
    assert "Γεώργιος Ιωάννου" in answer.content.decode()
    assert not Appointment.objects.exists()


def test_a_time_that_was_taken_meanwhile_is_said(office: Client, offering: Offering) -> None:
    book(make_citizen(), offering, "10:00")

    answer = keep(office, offering)

    assert answer.status_code == 409
    assert "Δεν κλείστηκε τίποτα" in words_of(answer)


def test_sent_twice_it_is_one_appointment(office: Client, offering: Offering) -> None:
    kept = keep(office, offering)
    first = office.post(kept.headers["Location"], TYPED)
    again = office.post(kept.headers["Location"], TYPED)

    assert Appointment.objects.count() == 1
    assert first.headers["Location"] == again.headers["Location"]


def test_another_time_gives_the_first_up(office: Client, offering: Offering) -> None:
    first = keep(office, offering, "10:00")
    keep(office, offering, "11:00")

    assert Occupancy.objects.count() == 1
    answer = office.post(first.headers["Location"], TYPED)
    assert answer.headers["Location"] == "/office/book/"
    assert not Appointment.objects.exists()


def test_for_a_company_its_representative_appears(office: Client, offering: Offering) -> None:
    kept = keep(office, offering)

    office.post(kept.headers["Location"], TYPED | {"company": "Ορίζων Ι.Κ.Ε."})

    booked = Appointment.objects.get()
    assert booked.on_behalf == "company"
    assert booked.participants.get().role == "representative"


def test_by_phone_no_needs_are_asked(maria: User) -> None:
    offering = make_offering(channel=Channel.PHONE)
    give_role(
        user=maria,
        role=Membership.Role.EMPLOYEE,
        municipality=offering.municipality,
        departments=[offering.service.department],
        **BY,
    )
    office = employee(maria, NOW)
    kept = keep(office, offering)

    assert "Ειδικές απαιτήσεις" not in words_of(office.get(kept.headers["Location"]))


def test_times_kept_for_staff_are_offered_here_alone(maria: User) -> None:
    offering = make_offering(staff_share=Decimal("0.90"))
    give_role(
        user=maria,
        role=Membership.Role.EMPLOYEE,
        municipality=offering.municipality,
        departments=[offering.service.department],
        **BY,
    )
    office = employee(maria, NOW)

    assert "10:00" in words_of(office.get(f"/office/book/{offering.public_id}/?day=2026-02-02"))
    assert keep(office, offering).status_code == 303


def test_the_served_person_is_found_and_marked_like_any_other(
    office: Client, offering: Offering
) -> None:
    kept = keep(office, offering)
    office.post(kept.headers["Location"], TYPED)

    assert "Γεώργιος Ιωάννου" in words_of(office.get("/office/"))
    found = office.post("/office/appointments/", {"q": "Ιωάννου"}, follow=True)
    assert "Γεώργιος Ιωάννου" in words_of(found)


def test_a_role_that_was_taken_since_the_time_was_kept_books_nothing(
    office: Client, offering: Offering, maria: User
) -> None:
    kept = keep(office, offering)
    elsewhere = make_offering()
    maria.memberships.all().delete()
    give_role(
        user=maria,
        role=Membership.Role.EMPLOYEE,
        municipality=elsewhere.municipality,
        departments=[elsewhere.service.department],
        **BY,
    )

    assert office.post(kept.headers["Location"], TYPED).status_code == 404
    assert not Appointment.objects.exists()
