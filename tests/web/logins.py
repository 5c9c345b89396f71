"""The way to the state's login and back, without a browser."""

from urllib.parse import parse_qsl, urlsplit

import requests
from django.test import Client

from mydimos_local.gsis import CITIZENS
from tests.web.visitors import Page

ELENI = CITIZENS[0]


def to_gsis(client: Client, next_address: str = "", prefix: str = "") -> str:
    """Press the button of our page: the address at GSIS."""
    answer = client.post(f"{prefix}/login/", {"next": next_address})
    assert answer.status_code == 303
    return str(answer.headers["Location"])


def at_gsis(address: str, **button: str) -> str:
    """Press a button there: the address at which the browser comes back."""
    asked = dict(parse_qsl(urlsplit(address).query))
    answer = requests.post(
        address.partition("?")[0], data=asked | button, allow_redirects=False, timeout=10
    )
    return answer.headers["Location"].removeprefix("http://127.0.0.1:8000")


def log_in(client: Client, next_address: str = "", tax_number: str = "") -> Page:
    """The whole way there and back."""
    way = at_gsis(to_gsis(client, next_address), taxid=tax_number or ELENI.tax_number)
    return client.get(way)
