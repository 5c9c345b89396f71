"""Finding an appointment by what people say at the counter."""

from base64 import b64decode

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from mydimos.booking.models import Appointment
from mydimos.booking.people import People
from mydimos.booking.queries import search
from mydimos.booking.queries.search import find, reference_in
from mydimos.directory.models import Offering
from mydimos.directory.services import add_department
from tests.factories import BY, book, eleni, for_herself, make_citizen, make_offering, make_service

pytestmark = pytest.mark.django_db


@pytest.fixture
def offering() -> Offering:
    return make_offering()


@pytest.fixture
def appointment(offering: Offering) -> Appointment:
    """Eleni has it; Nikos has one on the same day."""
    book(
        make_citizen(),
        offering,
        "10:00",
        people=for_herself(name="Νίκος Μακρής", email="nikos@mail.example", phone="+302610000009"),
    )
    return book(make_citizen(), offering)


def found(appointment: Appointment, typed: str) -> list[Appointment]:
    return [row.appointment for row in find([appointment.department_id], typed)]


def test_a_reference_is_found_however_it_is_typed(appointment: Appointment) -> None:
    Appointment.objects.filter(pk=appointment.pk).update(reference="K7PM2XHB")

    for typed in ("K7PM2XHB", "K7PM-2XHB", " k7pm 2xhb ", "Κ7ΡΜ-2ΧΗΒ", "κ7ρμ2χηβ", "K7PM–2XHB"):
        assert found(appointment, typed) == [appointment], typed
    assert found(appointment, "K7PM2XH") == []


@pytest.mark.parametrize(
    ("typed", "reference"),
    [("κ7ρμ 2χηβ", "K7PM2XHB"), ("Μαρία", None), ("K7PM2XHBB", None), ("", None)],
)
def test_a_text_is_a_reference_or_none(typed: str, reference: str | None) -> None:
    assert reference_in(typed) == reference


@pytest.mark.parametrize(
    "typed",
    [
        "eleni@mail.example",
        " Eleni@Mail.Example ",
        "6900000001",
        "690 000 0001",
        "+306900000001",
        "Παπαδοπούλου",
        "παπαδοπουλου",
        "ΕΛΕΝΗ",
        "Παπαδοπούλου Ελένη",
    ],
)
def test_a_person_is_found_by_address_number_and_name(typed: str, appointment: Appointment) -> None:
    assert found(appointment, typed) == [appointment]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "-",
        "Ελένη Μακρή",
        "Ελ",
        "anna@mail.example",
        "6900000002",
        "%",
        "'; --",
        "22222222",
    ],
)
def test_what_fits_nothing_finds_nothing(typed: str, appointment: Appointment) -> None:
    assert found(appointment, typed) == []


def test_a_name_of_eight_letters_is_not_taken_for_a_reference_only(offering: Offering) -> None:
    appointment = book(make_citizen(), offering, people=for_herself(name="Ζωή Κατηχητή"))

    assert reference_in("ΚΑΤΗΧΗΤΗ") == "KATHXHTH"
    assert found(appointment, "ΚΑΤΗΧΗΤΗ") == [appointment]


def test_the_one_who_wanted_a_copy_and_the_company_are_found_too(offering: Offering) -> None:
    people = People(
        Appointment.OnBehalf.COMPANY,
        eleni(company="Αφοί Παππά ΟΕ"),
        copy_to="office@company.example",
    )
    appointment = book(make_citizen("company"), offering, people=people)

    assert found(appointment, "office@company.example") == [appointment]
    assert found(appointment, "παππα") == [appointment]


def test_rows_made_under_an_older_key_are_found(
    appointment: Appointment, settings: Settings
) -> None:
    settings.HASH_KEYS = {"new": b64decode("A" * 43 + "="), **settings.HASH_KEYS}

    for typed in ("eleni@mail.example", "6900000001", "Ελένη"):
        assert found(appointment, typed) == [appointment]


def test_only_the_departments_given_are_searched(offering: Offering) -> None:
    welfare = add_department(municipality=offering.municipality, name_el="Κοινωνική", **BY)
    other = make_offering(service=make_service(offering.municipality, department=welfare))
    own, foreign = book(make_citizen(), offering), book(make_citizen(), other)

    for typed in ("Ελένη", "eleni@mail.example", "6900000001"):
        assert found(own, typed) == [own]
        assert find([], typed) == []
    assert found(own, foreign.reference) == []


def test_the_newest_come_first_and_no_more_than_the_limit(
    offering: Offering, monkeypatch: pytest.MonkeyPatch
) -> None:
    booked = [book(make_citizen(), offering, clock) for clock in ("09:30", "11:00", "10:00")]
    first, third, second = booked
    assert found(first, "Ελένη") == [third, second, first]

    monkeypatch.setattr(search, "MOST", 2)

    assert found(first, "Ελένη") == [third, second]


def test_a_search_takes_few_queries(
    appointment: Appointment, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for typed in (appointment.reference, "6900000001", "eleni@mail.example", "Ελένη Παπαδοπούλου"):
        with django_assert_num_queries(2):
            (row,) = find([appointment.department_id], typed)
            assert row.appearing
            assert row.appearing.name
            assert row.appointment.offering.office.name_el


def test_one_person_with_many_matches_is_listed_once(offering: Offering) -> None:
    people = People(
        Appointment.OnBehalf.OTHER, eleni(), copy_to="eleni@mail.example"
    )  # applicant and person served have one address
    appointment = book(make_citizen(), offering, people=people)

    assert found(appointment, "eleni@mail.example") == [appointment]
