"""GSIS answers late, or byte by byte: the login waits for a limited time, other requests never."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Event

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client

from mydimos.adapters import gsis
from mydimos.adapters.gsis import AT_ONCE
from mydimos.identity.errors import LoginInvalid, LoginUnavailable
from mydimos.identity.ports import LoginIdentity
from tests.adapters.state_login import RETURN_TO, login_at

TIMEOUT = timedelta(seconds=60)


@pytest.fixture(autouse=True)
def _no_turns_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exchanges that other tests gave up may be under way still."""
    monkeypatch.setattr(gsis, "_turns", gsis.Turns())


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Exchanges wait until the event is set; `all_wait` returns when all have begun."""
    answers = Event()
    begun = Barrier(AT_ONCE + 1)

    def fetch(*_: object) -> LoginIdentity:
        begun.wait(60)
        answers.wait(60)
        return LoginIdentity("068933130", "ΕΛΕΝΗ", "ΠΑΠΑ", is_company=False)

    monkeypatch.setattr(gsis.GsisLogin, "_fetch", fetch)
    monkeypatch.setattr(answers, "all_wait", lambda: begun.wait(60), raising=False)
    yield answers
    answers.set()


def exchange() -> LoginIdentity:
    login = login_at("http://127.0.0.1:9", timeout=TIMEOUT)
    return login.fetch_identity(code="c0de", redirect_uri=RETURN_TO)


def test_while_gsis_is_slow_one_more_login_waits_a_little_and_the_next_are_refused_at_once(
    late: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ThreadPoolExecutor(AT_ONCE) as people:
        waiting = [people.submit(exchange) for _ in range(AT_ONCE)]
        late.all_wait()  # type: ignore[attr-defined]

        monkeypatch.setattr(gsis, "PATIENCE", timedelta(milliseconds=10))
        with pytest.raises(LoginUnavailable, match="Too many logins"):
            exchange()
        monkeypatch.setattr(gsis, "PATIENCE", timedelta(hours=1))
        with pytest.raises(LoginUnavailable, match="Too many logins"):
            exchange()

        late.set()
        assert {one.result().first_name for one in waiting} == {"ΕΛΕΝΗ"}


def test_in_a_rush_nobody_is_refused_while_gsis_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gsis, "PATIENCE", TIMEOUT)
    monkeypatch.setattr(
        gsis.GsisLogin,
        "_fetch",
        lambda *_: LoginIdentity("068933130", "ΕΛΕΝΗ", "ΠΑΠΑ", is_company=False),
    )

    with ThreadPoolExecutor(AT_ONCE * 4) as people:
        logins = [people.submit(exchange) for _ in range(AT_ONCE * 8)]

    assert {one.result().first_name for one in logins} == {"ΕΛΕΝΗ"}


def test_when_gsis_answers_again_so_do_we(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> LoginIdentity:
        raise LoginInvalid("stale")

    monkeypatch.setattr(gsis.GsisLogin, "_fetch", fail)

    for _ in range(AT_ONCE * 2):
        with pytest.raises(LoginInvalid):
            exchange()


class StateLoginThatLooks:
    """Notes whether the thread that asks holds a connection to the database meanwhile."""

    held = list[bool]()

    def authorize_url(self, *, state: str, redirect_uri: str) -> str:  # noqa: ARG002
        return f"/?state={state}"

    def code_from(self, answer: Mapping[str, str]) -> str:
        return answer["code"]

    def fetch_identity(self, **_: str) -> LoginIdentity:
        self.held.append(connection.connection is not None)
        raise LoginUnavailable("slow")


@pytest.mark.django_db(transaction=True)
def test_a_login_that_waits_for_gsis_keeps_no_connection_from_others(
    settings: LazySettings, client: Client
) -> None:
    settings.STATE_LOGIN = f"{__name__}.StateLoginThatLooks"
    state = client.post("/login/").headers["Location"].partition("state=")[2]

    answer = client.get("/login/return/", {"state": state, "code": "c0de"}, follow=True)

    assert StateLoginThatLooks.held == [False]
    assert "Η σύνδεση TAXISnet δεν ανταποκρίνεται" in answer.content.decode()
