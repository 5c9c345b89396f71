"""Logging in at a server that speaks as GSIS does, and what the session knows afterwards."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from mydimos.booking.models import Hold
from mydimos.identity.models import Citizen, Session
from mydimos.web.citizen.limits import LOGINS_BEGUN
from mydimos_local.gsis import CITIZENS, COMPANIES, DEMO_CLIENT, FAILURES, Behaviour, make_server
from tests.adapters.state_login import running
from tests.factories import at, make_citizen, make_offering
from tests.web.bookings import address_of
from tests.web.logins import ELENI, at_gsis, log_in, to_gsis
from tests.web.visitors import Clock, clock, logged_in, words_of

__all__ = ["clock"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture(autouse=True)
def gsis(settings: Settings) -> Iterator[None]:
    """The state's login, on loopback."""
    server = make_server("127.0.0.1", 0, slow=timedelta(minutes=5))
    settings.GSIS_BASE_URL = server.base_url
    settings.GSIS_CLIENT_ID, settings.GSIS_CLIENT_SECRET = DEMO_CLIENT.id, DEMO_CLIENT.secret
    with running(server):
        yield


def test_the_way_there_and_back() -> None:
    client = Client()

    answer = log_in(client, "/appointments/")

    assert answer.headers["Location"] == "/appointments/"
    assert client.get("/appointments/").status_code == 200
    assert not Citizen.objects.get().is_company


def test_nothing_of_the_login_is_stored_but_a_keyed_hash() -> None:
    log_in(Client())

    with connection.cursor() as cursor:  # as a dump has it, past the fields that unseal
        cursor.execute(
            "SELECT (SELECT citizen::text FROM identity_citizen citizen),"
            " (SELECT session::text FROM identity_session session)"
        )
        citizen, session = cursor.fetchone()
    for known in (ELENI.tax_number, ELENI.last_name, ELENI.first_name):
        assert known not in citizen
        assert known not in session


def test_the_session_knows_number_kind_name_and_hour_and_no_tax_number() -> None:
    client = Client()

    log_in(client)

    assert set(client.session["citizen"]) == {"id", "kind", "name", "at"}
    assert client.session["citizen"]["name"] == "ΕΛΕΝΗ ΠΑΠΑΔΟΠΟΥΛΟΥ"
    assert ELENI.tax_number not in str(dict(client.session))


def test_a_company_is_known_as_one() -> None:
    client = Client()

    log_in(client, tax_number=COMPANIES[0].tax_number)

    assert Citizen.objects.get().is_company
    assert client.session["citizen"]["name"] == COMPANIES[0].last_name


def test_the_key_of_the_session_changes_and_the_chosen_time_stays() -> None:
    client, offering = Client(), make_offering()
    client.post(address_of(offering), {"starts_at": at("09:00").isoformat()})
    before = client.cookies["session"].value

    answer = log_in(client, "/book/")

    assert client.cookies["session"].value != before
    assert Session.objects.count() == 1
    kept = client.get(answer.headers["Location"])
    hold = Hold.objects.get()
    assert kept.headers["Location"] == f"/book/{hold.public_id}/"
    assert hold.starts_at == at("09:00")


def test_without_a_next_page_one_goes_on_with_the_chosen_time() -> None:
    client, offering = Client(), make_offering()
    client.post(address_of(offering), {"starts_at": at("09:00").isoformat()})

    assert log_in(client).headers["Location"] == "/book/"
    assert log_in(Client()).headers["Location"] == "/appointments/"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "book",
        "/" + "a" * 600,
    ],
)
def test_nobody_is_sent_to_another_site(elsewhere: str) -> None:
    client = Client()

    assert log_in(client, elsewhere).headers["Location"] == "/appointments/"
    again = client.get("/login/", {"next": elsewhere})
    assert again.headers["Location"] == "/appointments/"


def test_an_english_reader_stays_in_english() -> None:
    client = Client()

    way = at_gsis(to_gsis(client, prefix="/en"), taxid=ELENI.tax_number)

    assert way.startswith("/login/return/")  # the one address that is registered at GSIS
    assert client.get(way).headers["Location"] == "/en/appointments/"


def test_a_refusal_keeps_the_chosen_time_and_says_that_nothing_was_booked() -> None:
    client, offering = Client(), make_offering()
    client.post(address_of(offering), {"starts_at": at("09:00").isoformat()})

    back = client.get(at_gsis(to_gsis(client, "/book/"), deny="1"))
    page = client.get(back.headers["Location"])

    assert "Η ώρα που επιλέξατε δεν έχει κλειστεί." in words_of(page)
    assert "Δευτέρα 2 Φεβρουαρίου 2026 ώρα 09:00" in words_of(page)
    assert log_in(client, page.context["next"]).headers["Location"] == "/book/"


@pytest.mark.parametrize(
    "behaviour", [Behaviour.SERVER_ERROR, Behaviour.JSON_ERROR, Behaviour.SLOW]
)
def test_a_login_that_is_down_says_so(behaviour: Behaviour, settings: Settings) -> None:
    settings.GSIS_TIMEOUT = 0.4 if behaviour is Behaviour.SLOW else 10
    client = Client()
    person = next(one for one in FAILURES if one.behaviour is behaviour)

    back = log_in(client, tax_number=person.tax_number)

    assert "problem=unavailable" in back.headers["Location"]
    assert "TAXISnet δεν ανταποκρίνεται" in words_of(client.get(back.headers["Location"]))
    assert not Citizen.objects.exists()


def test_a_number_that_is_none_logs_nobody_in() -> None:
    person = next(one for one in FAILURES if one.behaviour is Behaviour.INVALID_TAX_NUMBER)

    assert "problem=invalid" in log_in(Client(), tax_number=person.tax_number).headers["Location"]


@pytest.mark.parametrize("query", ["", "?code=x", "?code=x&state=y", "?state=y", "?code=%00"])
def test_whoever_comes_back_without_having_gone_is_asked_to_log_in(query: str) -> None:
    answer = Client().get(f"/login/return/{query}")

    assert answer.status_code == 303
    assert answer.headers["Location"] == "/login/?problem=invalid"
    assert not Session.objects.exists()


def test_a_login_of_another_browser_is_not_taken_over() -> None:
    """The return address of another person's login does not log in its reader."""
    attacker, victim = Client(), Client()
    way = at_gsis(to_gsis(attacker), taxid=ELENI.tax_number)

    answer = victim.get(way)

    assert answer.headers["Location"] == "/login/?problem=invalid"
    assert not Citizen.objects.exists()


def test_coming_back_twice_uses_the_login_once() -> None:
    client = Client()
    way = at_gsis(to_gsis(client), taxid=ELENI.tax_number)
    client.get(way)

    again = client.get(way)
    client.cookies.clear()
    elsewhere = client.get(way)

    assert again.headers["Location"] == "/appointments/"
    assert elsewhere.headers["Location"] == "/login/?problem=invalid"


def test_a_login_that_took_too_long_begins_anew(clock: Clock) -> None:
    client = Client()
    way = at_gsis(to_gsis(client), taxid=ELENI.tax_number)
    clock.now += timedelta(minutes=11)

    assert "problem=invalid" in client.get(way).headers["Location"]
    assert not Citizen.objects.exists()


def test_two_tabs_may_log_in_at_once() -> None:
    client = Client()
    first, second = to_gsis(client, "/appointments/"), to_gsis(client, "/about/")

    answers = [
        client.get(at_gsis(one, taxid=ELENI.tax_number)).headers["Location"]
        for one in (first, second)
    ]

    assert answers == ["/appointments/", "/about/"]


def test_somebody_who_is_logged_in_is_not_asked_again() -> None:
    client = logged_in(make_citizen())

    assert client.get("/login/?next=/about/").headers["Location"] == "/about/"


def test_another_person_in_the_same_browser_finds_nothing_of_the_first() -> None:
    client, offering = Client(), make_offering()
    log_in(client)
    client.post(address_of(offering), {"starts_at": at("09:00").isoformat()})
    hold = Hold.objects.get()
    client.post(f"/book/{hold.public_id}/", {"on_behalf": "self"})

    client.get(at_gsis(to_gsis(client), taxid=CITIZENS[1].tax_number))

    assert "draft" not in client.session
    assert client.get(f"/book/{hold.public_id}/").status_code == 409


def test_a_page_for_citizens_sends_everybody_else_to_log_in_and_back() -> None:
    answer = Client().get("/appointments/?page=2")

    assert answer.headers["Location"] == "/login/?next=%2Fappointments%2F%3Fpage%3D2"


def test_after_eight_hours_one_logs_in_again(clock: Clock) -> None:
    client = logged_in(make_citizen())
    for _ in range(9):  # busy all the time: the session itself lives on
        session = client.session
        session["seen"] = clock.now.isoformat()
        session.save()
        clock.now += timedelta(hours=1)

    assert client.get("/appointments/").status_code == 302


def test_logging_out_ends_it_here_and_there_and_gives_up_the_kept_time() -> None:
    client, offering = Client(), make_offering()
    log_in(client)
    client.post(address_of(offering), {"starts_at": at("09:00").isoformat()})
    assert Hold.objects.exists()

    answer = client.post("/logout/")

    assert "/oauth2server/logout/" in answer.headers["Location"]
    assert "url=http%3A%2F%2F127.0.0.1%3A8000%2F" in answer.headers["Location"]
    assert not Session.objects.exists()
    assert not Hold.objects.exists()
    assert client.get("/appointments/").status_code == 302


def test_logging_out_is_no_link() -> None:
    assert logged_in(make_citizen()).get("/logout/").status_code == 405


def test_pages_of_a_login_are_kept_by_no_browser() -> None:
    assert "no-store" in Client().get("/login/").headers["Cache-Control"]
    assert "no-store" in Client().get("/login/return/").headers["Cache-Control"]


def test_too_many_logins_from_one_address_are_slowed_down() -> None:
    client = Client()

    answers = [client.post("/login/").status_code for _ in range(LOGINS_BEGUN.times + 1)]

    assert answers[-1] == 429
    assert set(answers[:-1]) == {303}
