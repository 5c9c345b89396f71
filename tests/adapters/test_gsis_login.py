from datetime import timedelta
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest

from mydimos.adapters.gsis import GsisLogin, from_settings
from mydimos.identity.errors import LoginFailed, LoginInvalid, LoginRefused, LoginUnavailable
from mydimos.identity.ports import LoginIdentity, StateLogin
from mydimos_local.gsis import CITIZENS, COMPANIES, FAILURES, Behaviour, GsisServer, Person
from tests.adapters.conftest import Clock
from tests.adapters.state_login import RETURN_TO, choose, code_of, login_at, patience_with

ELENI = CITIZENS[0]


@pytest.mark.parametrize("person", CITIZENS, ids=lambda person: person.tax_number)
def test_a_person_logs_in(login: StateLogin, gsis: GsisServer, person: Person) -> None:
    code = code_of(login_at(gsis.base_url), person.tax_number)

    identity = login.fetch_identity(code=code, redirect_uri=RETURN_TO)

    assert identity == LoginIdentity(
        person.tax_number, person.first_name, person.last_name, is_company=False
    )
    assert identity.display_name == f"{person.first_name} {person.last_name}"


@pytest.mark.parametrize("company", COMPANIES, ids=lambda company: company.tax_number)
def test_a_company_has_its_name_in_the_last_name(login: GsisLogin, company: Person) -> None:
    identity = login.fetch_identity(code=code_of(login, company.tax_number), redirect_uri=RETURN_TO)

    assert identity.is_company
    assert identity.tax_number == company.tax_number
    assert identity.display_name == company.last_name


def test_the_state_comes_back_with_the_code(login: GsisLogin) -> None:
    assert choose(login, taxid=ELENI.tax_number)["state"] == "s7a7e"


def test_the_browser_is_sent_with_what_gsis_asks_for() -> None:
    login = GsisLogin(
        "https://oauth2.gsis.gr/oauth2server/", "our id", "s", timeout=timedelta(seconds=1)
    )

    url = login.authorize_url(state="a&b", redirect_uri=RETURN_TO)

    assert url.startswith("https://oauth2.gsis.gr/oauth2server/oauth/authorize?")
    assert parse_qs(urlsplit(url).query) == {
        "client_id": ["our id"],
        "redirect_uri": [RETURN_TO],
        "response_type": ["code"],
        "scope": ["read"],
        "state": ["a&b"],
    }
    assert login.logout_url(return_url="https://rantevou.example/?a=1") == (
        "https://oauth2.gsis.gr/oauth2server/logout/our%20id/"
        "?url=https%3A%2F%2Frantevou.example%2F%3Fa%3D1"
    )


def test_who_presses_refuse_has_refused(login: GsisLogin) -> None:
    answer = choose(login, deny="1")

    with pytest.raises(LoginRefused):
        login.code_from(answer)


def test_a_refusal_is_known_by_its_description_alone(login: GsisLogin) -> None:
    with pytest.raises(LoginRefused):
        login.code_from({"error": "other", "error_description": "User denied access"})


def test_another_error_in_the_address_is_no_refusal(login: GsisLogin) -> None:
    with pytest.raises(LoginUnavailable):
        login.code_from({"error": "server_error"})


@pytest.mark.parametrize("code", ["", "a b", "a\x00b", "α", "x" * 5000, "a\n"])
def test_a_code_that_can_be_none_is_never_sent(login: GsisLogin, code: str) -> None:
    with pytest.raises(LoginInvalid):
        login.code_from({"code": code})
    with pytest.raises(LoginInvalid):
        login.fetch_identity(code=code, redirect_uri=RETURN_TO)


def test_a_code_works_once(login: GsisLogin) -> None:
    code = code_of(login, ELENI.tax_number)
    login.fetch_identity(code=code, redirect_uri=RETURN_TO)

    with pytest.raises(LoginInvalid):
        login.fetch_identity(code=code, redirect_uri=RETURN_TO)


def test_a_code_expires(login: GsisLogin, clock: Clock) -> None:
    code = code_of(login, ELENI.tax_number)
    clock.seconds += 121

    with pytest.raises(LoginInvalid):
        login.fetch_identity(code=code, redirect_uri=RETURN_TO)


def test_a_code_is_for_one_return_address(login: GsisLogin) -> None:
    code = code_of(login, ELENI.tax_number)

    with pytest.raises(LoginInvalid):
        login.fetch_identity(code=code, redirect_uri="https://elsewhere.example/")


def test_a_wrong_secret_is_our_fault_not_the_citizens(gsis: GsisServer, login: GsisLogin) -> None:
    stranger = GsisLogin(
        gsis.base_url, "mydimos-demo", "wrong-secret-word", timeout=timedelta(seconds=10)
    )
    code = code_of(login, ELENI.tax_number)

    with pytest.raises(LoginUnavailable, match="client id or secret"):
        stranger.fetch_identity(code=code, redirect_uri=RETURN_TO)


MET_AS: dict[Behaviour, type[LoginFailed]] = {
    Behaviour.REFUSES: LoginRefused,
    Behaviour.SLOW: LoginUnavailable,
    Behaviour.JSON_ERROR: LoginUnavailable,
    Behaviour.TOKEN_ERROR: LoginUnavailable,
    Behaviour.INVALID_TAX_NUMBER: LoginInvalid,
    Behaviour.SERVER_ERROR: LoginUnavailable,
}


@pytest.mark.parametrize("person", FAILURES, ids=lambda person: person.behaviour.name)
def test_each_failure_has_its_name(gsis: GsisServer, person: Person) -> None:
    login = login_at(gsis.base_url, timeout=patience_with(person))

    with pytest.raises(LoginFailed) as failed:
        login.fetch_identity(code=code_of(login, person.tax_number), redirect_uri=RETURN_TO)

    assert type(failed.value) is MET_AS[person.behaviour]


def test_a_server_that_is_down_is_unavailable(gsis: GsisServer, login: GsisLogin) -> None:
    code = code_of(login, ELENI.tax_number)
    gsis.shutdown()
    gsis.server_close()

    with pytest.raises(LoginUnavailable):
        login.fetch_identity(code=code, redirect_uri=RETURN_TO)


def test_a_proxy_of_the_environment_is_not_asked_for_this_machine(
    login: GsisLogin, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = code_of(login, ELENI.tax_number)
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")

    identity = login.fetch_identity(code=code, redirect_uri=RETURN_TO)

    assert identity.tax_number == ELENI.tax_number


@pytest.mark.parametrize(
    "address", ["http://oauth2.gsis.gr/oauth2server", "oauth2.gsis.gr", "", "ftp://127.0.0.1"]
)
def test_without_tls_only_this_machine_is_spoken_to(address: str) -> None:
    with pytest.raises(ValueError, match="https"):
        login_at(address)


def test_the_settings_choose_the_login(gsis: GsisServer, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = SimpleNamespace(
        GSIS_BASE_URL=gsis.base_url,
        GSIS_CLIENT_ID="mydimos-demo",
        GSIS_CLIENT_SECRET="not-a-secret-on-loopback",
        GSIS_TIMEOUT=10,
    )
    monkeypatch.setattr("mydimos.adapters.gsis.settings", chosen)

    login = from_settings()

    identity = login.fetch_identity(code=code_of(login, ELENI.tax_number), redirect_uri=RETURN_TO)

    assert identity.tax_number == ELENI.tax_number
