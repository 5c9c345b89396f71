"""The day of an employee: the list, one appointment, marks, search, cancelling."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from mydimos.access.models import Membership
from mydimos.access.services import give_role
from mydimos.audit.acts import Act
from mydimos.audit.models import Line
from mydimos.booking.models import Appointment, HistoryEntry
from mydimos.booking.people import People
from mydimos.directory.models import Offering
from mydimos.identity.models import User
from mydimos.notifications.models import Message
from mydimos.reception.models import Visit
from tests.employees import make_user
from tests.factories import BY, NOW, at, book, eleni, make_citizen, make_offering
from tests.web.office.browsers import employee
from tests.web.visitors import Clock, Page, clock, words_of

__all__ = ["clock"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

OnBehalf = Appointment.OnBehalf


@pytest.fixture
def offering() -> Offering:
    return make_offering()


@pytest.fixture
def maria(offering: Offering) -> User:
    """An employee of the department."""
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
def booked(offering: Offering) -> Appointment:
    """Today at nine."""
    return book(make_citizen(), offering, "09:00")


@pytest.fixture
def office(maria: User) -> Client:
    return employee(maria, NOW)


def later(user: User, clock: Clock, time: str) -> Client:
    """A browser in which the employee logs in later today."""
    clock.now = at(time)
    return employee(user, clock.now)


def find(office: Client, typed: str) -> Page:
    """Search, as the form does."""
    return office.post("/office/appointments/", {"q": typed}, follow=True)


def page_of(appointment: Appointment) -> str:
    return f"/office/appointments/{appointment.public_id}/"


def mark(office: Client, appointment: Appointment, name: str, **more: str) -> Page:
    return office.post(f"{page_of(appointment)}mark/", {"mark": name, **more}, follow=True)


def test_the_day_lists_who_is_expected_when_for_what_and_where(
    office: Client, booked: Appointment
) -> None:
    words = words_of(office.get("/office/"))

    assert "09:00–09:30" in words
    assert "Ελένη Παπαδοπούλου" in words
    assert "Πιστοποιητικό γέννησης" in words
    assert "Αναμένεται" in words


def test_another_day_is_an_address(office: Client, booked: Appointment) -> None:
    tomorrow = (booked.starts_at + timedelta(days=1)).date().isoformat()

    assert "Ελένη" not in words_of(office.get(f"/office/?day={tomorrow}"))
    assert "Ελένη" in words_of(office.get("/office/?day=2026-13-45"))  # nonsense: today


def test_a_morning_from_arrival_to_the_end(
    office: Client, booked: Appointment, clock: Clock
) -> None:
    clock.now = at("08:55")
    assert "Περιμένει από τις 08:55" in words_of(mark(office, booked, "arrive"))
    clock.now = at("09:02")
    assert "Εξυπηρετείται από τις 09:02" in words_of(mark(office, booked, "start"))
    clock.now = at("09:20")
    assert "Ολοκληρώθηκε" in words_of(mark(office, booked, "end"))

    booked.refresh_from_db()
    assert booked.status == Appointment.Status.COMPLETED


def test_a_mark_from_the_list_comes_back_to_the_list(office: Client, booked: Appointment) -> None:
    answer = mark(office, booked, "arrive", next="/office/?day=2026-02-02")

    assert answer.redirect_chain[-1][0] == "/office/?day=2026-02-02"


def test_a_mark_never_leads_to_another_site(office: Client, booked: Appointment) -> None:
    answer = mark(office, booked, "arrive", next="https://evil.example/")

    assert answer.redirect_chain[-1][0] == page_of(booked)


def test_pressed_twice_it_is_one_mark(office: Client, booked: Appointment) -> None:
    mark(office, booked, "arrive")
    mark(office, booked, "arrive")

    assert Visit.objects.count() == 1
    assert HistoryEntry.objects.filter(act=HistoryEntry.Act.ARRIVED).count() == 1


def test_a_mark_that_the_state_forbids_is_said_and_changes_nothing(
    office: Client, booked: Appointment
) -> None:
    answer = mark(office, booked, "start")

    assert answer.status_code == 409
    assert "Σημειώστε πρώτα ότι το πρόσωπο προσήλθε." in words_of(answer)
    assert not Visit.objects.exists()


def test_whoever_was_booked_for_must_have_come_in_person(
    office: Client, offering: Offering
) -> None:
    people = People(OnBehalf.OTHER, eleni())
    for_mother = book(make_citizen(), offering, "09:00", people=people)
    assert "Προσήλθε το πρόσωπο που θα εξυπηρετηθεί;" in words_of(
        office.get(f"{page_of(for_mother)}arrive/")
    )

    refused = office.post(f"{page_of(for_mother)}arrive/", {"appeared": "no"})
    assert refused.status_code == 409
    assert not Visit.objects.exists()

    office.post(f"{page_of(for_mother)}arrive/", {"appeared": "yes"})
    assert Visit.objects.get().is_waiting


def test_missed_asks_why(maria: User, booked: Appointment, clock: Clock) -> None:
    office = later(maria, clock, "09:40")
    address = f"{page_of(booked)}missed/"

    assert "Επιλέξτε γιατί δεν έγινε." in words_of(office.post(address, {}))
    office.post(address, {"because": "did_not_come"})

    booked.refresh_from_db()
    assert booked.status == Appointment.Status.MISSED


def test_a_mark_is_taken_back_on_its_day(maria: User, booked: Appointment, clock: Clock) -> None:
    office = later(maria, clock, "09:40")
    office.post(f"{page_of(booked)}missed/", {"because": "did_not_come"})
    mark(office, booked, "reopen")

    booked.refresh_from_db()
    assert booked.is_booked


def test_an_appointment_nobody_marked_stands_on_its_own_list(
    maria: User, booked: Appointment, clock: Clock
) -> None:
    office = later(maria, clock, "09:31")

    assert "Χωρίς αποτέλεσμα (1)" in words_of(office.get("/office/"))


def test_cancelling_asks_why_and_tells_the_person(office: Client, booked: Appointment) -> None:
    address = f"{page_of(booked)}cancel/"
    assert "Γράψτε τον λόγο" in words_of(office.post(address, {"reason": " "}))

    page = office.post(address, {"reason": "Ασθένεια υπαλλήλου"}, follow=True)

    booked.refresh_from_db()
    assert booked.status == Appointment.Status.CANCELLED_BY_MUNICIPALITY
    assert "Ασθένεια υπαλλήλου" in words_of(page)
    assert Message.objects.filter(kind="booking.cancellation").exists()


@pytest.mark.parametrize(
    ("page", "typed"),
    [("cancel", {"reason": "Ασθένεια υπαλλήλου"}), ("missed", {"because": "did_not_come"})],
)
def test_the_other_language_keeps_what_was_typed_and_does_nothing(
    maria: User, booked: Appointment, clock: Clock, page: str, typed: dict[str, str]
) -> None:
    office = later(maria, clock, "08:50" if page == "cancel" else "09:40")

    answer = office.post(f"/en{page_of(booked)}{page}/", {"language": "en", **typed})

    assert answer.status_code == 200
    assert ("Ασθένεια υπαλλήλου" if page == "cancel" else "checked") in answer.content.decode()
    booked.refresh_from_db()
    assert booked.is_booked


def test_cancelled_by_the_citizen_meanwhile_it_is_not_cancelled_twice(
    maria: User, booked: Appointment, clock: Clock
) -> None:
    office = later(maria, clock, "09:10")  # it has begun

    answer = office.post(f"{page_of(booked)}cancel/", {"reason": "Ασθένεια"})

    assert answer.status_code == 409
    booked.refresh_from_db()
    assert booked.is_booked


@pytest.mark.parametrize("typed", ["Παπαδοπούλου", "παπαδοπουλου", "690 000 0001"])
def test_an_appointment_is_found_by_name_or_phone(
    office: Client, booked: Appointment, typed: str
) -> None:
    assert page_of(booked) in find(office, typed).content.decode()


def test_what_is_searched_for_stands_in_no_address(office: Client, booked: Appointment) -> None:
    answer = find(office, "Παπαδοπούλου")

    assert answer.redirect_chain == [("/office/appointments/", 303)]
    assert page_of(booked) in office.get("/office/appointments/?q=Ξξξ").content.decode()


def test_it_is_found_by_its_code(office: Client, booked: Appointment) -> None:
    answer = find(office, booked.spoken_reference)

    assert page_of(booked) in answer.content.decode()


def test_nothing_found_says_how_names_are_found(office: Client) -> None:
    assert "ολόκληρες λέξεις" in words_of(find(office, "Ξξξ"))


def test_each_look_leaves_a_line(office: Client, booked: Appointment, maria: User) -> None:
    office.get("/office/")
    office.get("/office/")
    office.get(page_of(booked))
    find(office, "Παπαδοπούλου")

    acts = list(Line.objects.filter(actor_id=maria.pk).order_by("pk").values_list("act", flat=True))
    assert acts.count(Act.APPOINTMENT_SEEN) == 1
    assert acts.count(Act.PEOPLE_FOUND) == 1
    assert len(acts) == 3  # the day once in a quarter of an hour


def test_colleagues_see_who_has_looked(office: Client, booked: Appointment) -> None:
    office.get("/office/")
    find(office, "Παπαδοπούλου")

    words = words_of(office.get(page_of(booked)))

    assert "Μαρία Παππά – άνοιξε το ραντεβού" in words
    assert "Μαρία Παππά – το βρήκε με αναζήτηση" in words
    assert "Μαρία Παππά – το είδε στη λίστα της ημέρας" in words


def test_the_list_takes_as_many_queries_for_six_as_for_one(
    office: Client, offering: Offering, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for hour in range(8, 14):
        book(make_citizen(), offering, f"{hour:02}:00")
    office.get("/office/")

    with django_assert_max_num_queries(15):
        office.get("/office/")


def test_people_are_read_as_the_office_only(
    office: Client, booked: Appointment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every statement that names a table of people runs behind the wall."""
    roles: list[tuple[str, str]] = []
    from django.db import connection

    def spy(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        if any(f'"{table}"' in sql for table in ("booking_participant", "booking_appointment")):
            with connection.connection.cursor() as cursor:
                roles.append((cursor.execute("SELECT current_user").fetchone()[0], sql[:60]))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(spy):
        for address in ("/office/", page_of(booked)):
            office.get(address)
        find(office, "Ελένη")
        mark(office, booked, "arrive")
        office.post(f"{page_of(booked)}cancel/", {"reason": "Ασθένεια"})

    assert roles
    assert {role for role, _ in roles} == {"mydimos_office"}


def test_a_role_that_was_taken_ends_the_view_with_the_next_request(
    office: Client, booked: Appointment, maria: User
) -> None:
    maria.memberships.all().delete()

    assert office.get(page_of(booked)).status_code == 403


@pytest.mark.parametrize("moment", [NOW + timedelta(hours=10)])
def test_a_login_ends_after_ten_hours(
    office: Client, booked: Appointment, clock: Clock, moment: datetime
) -> None:
    clock.now = moment

    assert office.get("/office/").headers["Location"].startswith("/office/login/")
