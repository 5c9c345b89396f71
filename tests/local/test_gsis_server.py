"""The test login by itself: what a browser and an application see of it."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from unicodedata import normalize
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests
from stdnum.gr import vat

from mydimos_local.gsis import (
    COMPANIES,
    DEMO_CLIENT,
    PEOPLE,
    Behaviour,
    GsisServer,
    make_server,
    person_of,
    tax_number,
)
from tests.adapters.state_login import RETURN_TO, running

REQUEST = {
    "client_id": DEMO_CLIENT.id,
    "redirect_uri": RETURN_TO,
    "response_type": "code",
    "scope": "read",
    "state": "s7a7e",
}
CREDENTIALS = {
    "grant_type": "authorization_code",
    "redirect_uri": RETURN_TO,
    "client_id": DEMO_CLIENT.id,
    "client_secret": DEMO_CLIENT.secret,
    "scope": "read",
}


class Clock:
    """Seconds that pass only when told to."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def gsis(clock: Clock) -> Iterator[GsisServer]:
    server = make_server("127.0.0.1", 0, clock=clock)
    with running(server):
        yield server


def get(url: str, **options: object) -> requests.Response:
    return requests.get(url, allow_redirects=False, timeout=10, **options)  # type: ignore[arg-type]


def post(url: str, form: Mapping[str, str]) -> requests.Response:
    return requests.post(url, data=form, allow_redirects=False, timeout=10)


def press(gsis: GsisServer, **button: str) -> dict[str, str]:
    """What the application gets in its address when this button is pressed."""
    answer = post(f"{gsis.base_url}/oauth/authorize", REQUEST | button)
    assert answer.headers["Location"].startswith(f"{RETURN_TO}?")
    return dict(parse_qsl(urlsplit(answer.headers["Location"]).query))


def token_of(gsis: GsisServer, number: str) -> str:
    form = CREDENTIALS | {"code": press(gsis, taxid=number)["code"]}
    return str(post(f"{gsis.base_url}/oauth/token", form).json()["access_token"])


def userinfo(gsis: GsisServer, token: str) -> requests.Response:
    return get(f"{gsis.base_url}/userinfo?format=xml", headers={"Authorization": f"Bearer {token}"})


def test_the_page_is_greek_and_says_that_it_is_no_taxisnet(gsis: GsisServer) -> None:
    page = get(f"{gsis.base_url}/oauth/authorize", params=REQUEST).text

    assert '<html lang="el">' in page
    assert "δοκιμαστική σύνδεση – όχι το πραγματικό TAXISnet" in page
    assert all(f'value="{person.tax_number}"' in page for person in PEOPLE)
    assert "Άρνηση" in page
    assert "<script" not in page
    assert "gov.gr" not in page


def test_what_the_application_asked_for_cannot_break_the_page(gsis: GsisServer) -> None:
    words = '"><b>&$hidden'
    page = get(f"{gsis.base_url}/oauth/authorize", params=REQUEST | {"state": words}).text

    assert hidden_fields(page)["state"] == words


def test_the_address_without_the_path_of_gsis_works_too(gsis: GsisServer) -> None:
    address = gsis.base_url.removesuffix("/oauth2server")

    assert get(f"{address}/oauth/authorize", params=REQUEST).status_code == 200
    assert get(f"{address}/").status_code == 200
    assert get(f"{address}/style.css").headers["Content-Type"].startswith("text/css")
    assert get(f"{address}/elsewhere").status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"client_id": "somebody-else"},
        {"redirect_uri": "javascript:alert(1)"},
        {"redirect_uri": "//evil.example"},
        {"redirect_uri": "https://a.example/\r\nX: y"},
        {"redirect_uri": "http://[broken"},
        {"redirect_uri": ""},
        {"taxid": "068933131"},
        {"taxid": "000000000"},
        {"taxid": "٠٦٨٩٣٣١٣٠"},
        {"taxid": ""},
    ],
)
def test_a_wrong_request_ends_on_a_page_and_sends_nobody_anywhere(
    gsis: GsisServer, wrong: dict[str, str]
) -> None:
    answer = post(f"{gsis.base_url}/oauth/authorize", REQUEST | {"taxid": "068933130"} | wrong)

    assert answer.status_code == 400
    assert "Location" not in answer.headers


def test_refusal_comes_back_as_an_error_with_the_state(gsis: GsisServer) -> None:
    refusing = next(person for person in PEOPLE if person.behaviour is Behaviour.REFUSES)
    denied = {
        "error": "access_denied",
        "error_description": "User denied access",
        "state": "s7a7e",
    }

    assert press(gsis, deny="1") == denied
    assert press(gsis, taxid=refusing.tax_number) == denied


def test_another_kind_of_answer_is_not_offered(gsis: GsisServer) -> None:
    assert press(gsis, response_type="token")["error"] == "unsupported_response_type"
    assert press(gsis, scope="write")["error"] == "invalid_scope"


def test_the_answer_has_the_quirks_of_the_real_one(gsis: GsisServer) -> None:
    answer = userinfo(gsis, token_of(gsis, "068933130")).text

    assert answer.startswith(
        '<root><userinfo userid="User068933130   " taxid="068933130   " lastname="Π&#913;Π'
    )
    assert answer.endswith('birthyear="1950"/></root>')


def test_a_company_has_the_word_null_or_blanks_for_a_first_name(gsis: GsisServer) -> None:
    answers = [userinfo(gsis, token_of(gsis, company.tax_number)).text for company in COMPANIES]

    assert [answer.split('firstname="')[1].split('"')[0] for answer in answers] == [
        "null",
        "",
        "   ",
        "NULL",
    ]


def test_a_code_is_taken_once_and_expires(gsis: GsisServer, clock: Clock) -> None:
    used = CREDENTIALS | {"code": press(gsis, taxid="068933130")["code"]}
    late = CREDENTIALS | {"code": press(gsis, taxid="068933130")["code"]}

    outcomes = [post(f"{gsis.base_url}/oauth/token", used).status_code for _ in range(2)]
    clock.seconds += 120
    outcomes.append(post(f"{gsis.base_url}/oauth/token", late).status_code)

    assert outcomes == [200, 400, 400]


@pytest.mark.parametrize(
    ("wrong", "status", "error"),
    [
        ({"client_secret": "wrong"}, 401, "invalid_client"),
        ({"client_id": "wrong"}, 401, "invalid_client"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"redirect_uri": "https://elsewhere.example/"}, 400, "invalid_grant"),
        ({"code": "invented"}, 400, "invalid_grant"),
    ],
)
def test_a_token_is_given_to_the_right_application_only(
    gsis: GsisServer, wrong: dict[str, str], status: int, error: str
) -> None:
    code = press(gsis, taxid="068933130")["code"]

    answer = post(f"{gsis.base_url}/oauth/token", CREDENTIALS | {"code": code} | wrong)

    assert (answer.status_code, answer.json()["error"]) == (status, error)


def test_an_unknown_token_is_answered_in_json_although_xml_was_asked(gsis: GsisServer) -> None:
    answer = userinfo(gsis, "invented")

    assert answer.status_code == 401
    assert answer.json()["error"] == "invalid_token"


def test_logout_leads_back(gsis: GsisServer) -> None:
    url = f"{gsis.base_url}/logout/{DEMO_CLIENT.id}/"

    back = get(url, params={"url": "https://rantevou.example/?left=1"})

    assert back.status_code == 302
    assert back.headers["Location"] == "https://rantevou.example/?left=1"
    assert get(url, params={"url": "javascript:alert(1)"}).status_code == 400
    assert get(f"{gsis.base_url}/logout/other/", params={"url": RETURN_TO}).status_code == 400


@pytest.mark.parametrize("length", ["-1", "99999999", "ten"])
def test_a_form_of_no_reasonable_length_is_refused(gsis: GsisServer, length: str) -> None:
    request = requests.Request("POST", f"{gsis.base_url}/oauth/token").prepare()
    request.headers["Content-Length"] = length
    with requests.Session() as session:
        assert session.send(request, timeout=10).status_code == 400


def test_a_thousand_people_are_a_thousand_and_stay_the_same(gsis: GsisServer) -> None:
    numbers = [tax_number(f"66{place:06}") for place in range(1000)]

    assert len({number for number in numbers if vat.is_valid(number)}) == 1000
    assert len({person_of(number) for number in numbers}) == 1000
    assert person_of(numbers[7]) == person_of(numbers[7])


def test_a_crowd_logs_in_at_once(gsis: GsisServer) -> None:
    numbers = [tax_number(f"66{place:06}") for place in range(40)]

    with ThreadPoolExecutor(20) as crowd:
        answers = list(crowd.map(lambda number: userinfo(gsis, token_of(gsis, number)), numbers))

    told = zip(numbers, answers, strict=True)
    assert all(f'taxid="{number}   "' in answer.text for number, answer in told)


def test_the_people_have_valid_numbers_and_names_as_gsis_writes_them() -> None:
    assert len({person.tax_number for person in PEOPLE}) == len(PEOPLE)
    for person in PEOPLE:
        assert vat.is_valid(person.tax_number)
        assert person.label == person.label.upper()
        assert normalize("NFD", person.label) == person.label


def test_it_runs_as_a_process_of_its_own_and_says_when_the_port_is_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GSIS_CLIENT_ID", "of-the-installation")
    command = [sys.executable, "-m", "mydimos_local.gsis", "--port"]

    with subprocess.Popen([*command, "0"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        address = process.stdout.readline().split()[-1]
        asked = REQUEST | {"client_id": "of-the-installation"}
        page = get(f"{address}/oauth/authorize", params=asked)
        port = str(urlsplit(address).port)
        second = subprocess.run(
            [*command, port], capture_output=True, text=True, check=False, timeout=30
        )
        process.terminate()

    assert page.status_code == 200
    assert second.returncode == 1
    assert f"cannot listen on 127.0.0.1:{port}" in second.stderr
    assert "Traceback" not in second.stderr


def hidden_fields(page: str) -> dict[str, str]:
    found: dict[str, str] = {}

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            fields = dict(attrs)
            if tag == "input" and fields["type"] == "hidden":
                found[fields["name"] or ""] = fields["value"] or ""

    Reader().feed(page)
    return found
