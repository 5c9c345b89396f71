"""Nothing of a login shows in an exception, a repr or a log."""

import logging
from traceback import format_exception

import pytest

from mydimos.adapters.gsis import GsisLogin
from mydimos.identity.errors import LoginFailed
from mydimos.identity.ports import LoginIdentity
from mydimos_local.gsis import CITIZENS, DEMO_CLIENT, FAILURES, GsisServer, Person
from tests.adapters.state_login import RETURN_TO, Script, code_of, impostor, login_at, patience_with

ELENI = LoginIdentity("068933130", "ΕΛΕΝΗ", "ΠΑΠΑΔΟΠΟΥΛΟΥ", is_company=False)


def test_a_login_shows_nothing_of_itself() -> None:
    shown = f"{ELENI} {ELENI!r} {[ELENI]} {ELENI:}"

    assert "068933130" not in shown
    assert "ΕΛΕΝΗ" not in shown
    assert "ΠΑΠΑΔΟΠΟΥΛΟΥ" not in shown


def test_the_adapter_shows_no_secret() -> None:
    assert DEMO_CLIENT.secret not in repr(login_at("http://127.0.0.1:9"))


@pytest.mark.parametrize("person", FAILURES, ids=lambda person: person.behaviour.name)
def test_a_failed_login_leaves_no_trace_of_the_person(
    gsis: GsisServer, person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    login = login_at(gsis.base_url, timeout=patience_with(person))
    with caplog.at_level(logging.DEBUG):
        shown = failure_of(login, person) + caplog.text

    for secret in (person.tax_number[:8], person.last_name, person.first_name, DEMO_CLIENT.secret):
        assert secret not in shown


def test_a_good_login_is_not_logged(login: GsisLogin, caplog: pytest.LogCaptureFixture) -> None:
    person = CITIZENS[0]
    code = code_of(login, person.tax_number)
    caplog.clear()

    with caplog.at_level(logging.DEBUG):
        login.fetch_identity(code=code, redirect_uri=RETURN_TO)

    for secret in (person.tax_number, person.last_name, code, DEMO_CLIENT.secret, "Bearer"):
        assert secret not in caplog.text


@pytest.mark.parametrize(
    "script",
    [
        Script(userinfo=b'<root><userinfo taxid="068933131" lastname="PERSON"/></root>'),
        Script(userinfo=b'<root><userinfo taxid="068933130" lastname="PERSON"></root>'),
        Script(userinfo=b"taxid 068933130 PERSON", status=500),
        Script(token=b'{"error": "invalid_grant", "error_description": "c0de-word PERSON"}'),
        Script(token=b'{"error": "068933130 PERSON"}'),
        Script(token=b'{"access_token": "bad token-word PERSON"}'),
    ],
)
def test_what_an_unusable_answer_says_is_never_repeated(
    script: Script, caplog: pytest.LogCaptureFixture
) -> None:
    with (
        impostor(script) as (address, _),
        caplog.at_level(logging.DEBUG),
        pytest.raises(LoginFailed) as failed,
    ):
        login_at(address).fetch_identity(code="c0de-word", redirect_uri=RETURN_TO)

    shown = "".join(format_exception(failed.value)) + repr(failed.value) + caplog.text
    for secret in ("06893313", "PERSON", "token-word", DEMO_CLIENT.secret):
        assert secret not in shown


def test_an_unreachable_server_shows_no_secret() -> None:
    with pytest.raises(LoginFailed) as failed:
        login_at("http://127.0.0.1:9").fetch_identity(code="c0de-word", redirect_uri=RETURN_TO)

    shown = "".join(format_exception(failed.value))
    assert "127.0.0.1" not in shown.splitlines()[-1]
    assert DEMO_CLIENT.secret not in shown


def failure_of(login: GsisLogin, person: Person) -> str:
    with pytest.raises(LoginFailed) as failed:
        login.fetch_identity(code=code_of(login, person.tax_number), redirect_uri=RETURN_TO)
    return "".join(format_exception(failed.value)) + repr(failed.value)
