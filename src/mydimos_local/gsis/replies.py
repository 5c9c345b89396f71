"""What the server sends: pages, JSON, redirects, and the XML of GSIS with its quirks."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from http import HTTPStatus
from pathlib import Path
from string import Template
from urllib.parse import urlencode

from mydimos_local.gsis.people import CITIZENS, COMPANIES, FAILURES, Behaviour, Person

HERE = Path(__file__).parent
STYLE = (HERE / "style.css").read_bytes()
AUTHORIZE = Template((HERE / "authorize.html").read_text(encoding="utf-8"))
MESSAGE = Template((HERE / "message.html").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Reply:
    """One answer over HTTP."""

    status: HTTPStatus = HTTPStatus.OK
    body: bytes = b""
    content_type: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)


def authorize_page(request: Mapping[str, str]) -> Reply:
    """The choice of a test person; the request travels on in hidden fields."""
    page = AUTHORIZE.substitute(
        hidden="\n".join(
            f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
            for name, value in request.items()
        ),
        citizens=_buttons(CITIZENS),
        companies=_buttons(COMPANIES),
        failures=_buttons(FAILURES),
    )
    return Reply(body=page.encode())


def message(status: HTTPStatus, title: str, text: str) -> Reply:
    """A page with one sentence, in Greek."""
    page = MESSAGE.substitute(title=escape(title), text=escape(text))
    return Reply(status, page.encode())


def redirect(url: str, query: Mapping[str, str] | None = None) -> Reply:
    """Send the browser on, with these parameters added to the address."""
    if query:
        url += ("&" if "?" in url else "?") + urlencode(query)
    return Reply(HTTPStatus.FOUND, headers={"Location": url})


def json_error(status: HTTPStatus, error: str, description: str) -> Reply:
    return as_json({"error": error, "error_description": description}, status)


def as_json(content: Mapping[str, object], status: HTTPStatus = HTTPStatus.OK) -> Reply:
    return Reply(status, json.dumps(content).encode(), "application/json;charset=UTF-8")


def userinfo(person: Person) -> Reply:
    """The person as GSIS writes it: attributes, padded with blanks, characters half as numbers."""
    number = person.tax_number
    if person.behaviour is Behaviour.INVALID_TAX_NUMBER:
        number = f"{number[:8]}{(int(number[8]) + 1) % 10}"
    attributes = {
        "userid": f"User{number}   ",
        "taxid": f"{number}   ",
        "lastname": f"{person.last_name}   ",
        "firstname": person.first_name,
        "fathername": person.father_name,
        "mothername": person.mother_name,
        "birthyear": person.birth_year,
    }
    written = " ".join(f'{name}="{_half_as_numbers(text)}"' for name, text in attributes.items())
    return Reply(
        body=f"<root><userinfo {written}/></root>".encode(),
        content_type="application/xml;charset=UTF-8",
    )


def _half_as_numbers(text: str) -> str:
    return "".join(
        f"&#{ord(letter)};" if not letter.isascii() and place % 2 else escape(letter)
        for place, letter in enumerate(text)
    )


def _buttons(people: Iterable[Person]) -> str:
    return "\n".join(
        f'<li><button type="submit" name="taxid" value="{person.tax_number}">'
        f"<strong>{escape(person.label)}</strong> <span>ΑΦΜ {person.tax_number}</span>"
        f"{_remark(person)}</button></li>"
        for person in people
    )


def _remark(person: Person) -> str:
    return f" <em>{person.behaviour.value}</em>" if person.behaviour.value else ""
