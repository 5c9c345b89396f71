"""GSIS answers late, or byte by byte: the login waits for a limited time, other requests never."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, BoundedSemaphore, Event

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client

from mydimos.adapters import gsis
from mydimos.adapters.gsis import AT_ONCE
from mydimos.identity.errors import LoginInvalid, LoginUnavailable
from mydimos.identity.ports import LoginIdentity
from tests.adapters.state_login import RETURN_TO, login_at

PATIENCE = timedelta(seconds=60)


@pytest.fixture(autouse=True)
def _no_turns_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exchanges that other tests gave up may be under way still."""
    monkeypatch.setattr(gsis, "_turns", BoundedSemaphore(AT_ONCE))


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
    login = login_at("http://127.0.0.1:9", timeout=PATIENCE)
    return login.fetch_identity(code="c0de", redirect_uri=RETURN_TO)


def test_while_several_logins_wait_for_gsis_a_further_one_is_refused_at_once(late: Event) -> None:
    with ThreadPoolExecutor(AT_ONCE) as people:
        waiting = [people.submit(exchange) for _ in range(AT_ONCE)]
        late.all_wait()  # type: ignore[attr-defined]

        with pytest.raises(LoginUnavailable, match="Too many logins"):
            exchange()

        late.set()
        assert {one.result().first_name for one in waiting} == {"ΕΛΕΝΗ"}


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
