"""Requests that no page of ours sends: refused with a page and our headers, never an error."""

import json
import logging
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.staticfiles import finders
from django.core.signals import request_started
from django.db import close_old_connections
from django.test import Client, RequestFactory

from mydimos.config.handler import Handler
from mydimos.config.logs import JsonFormatter
from tests.architecture.test_ways_in import patterns

ODD_CHARSETS = [
    "rot13", "base64", "zip", "hex", "bz2", "uu", "quopri", "undefined", "punycode", "idna",
    "utf-7", "utf-16", "iso-8859-7", "no-such-charset", "a\0b", "ώ",
]  # fmt: skip
TOO_MANY = urlencode([("a", "1")] * 101)


@pytest.fixture(autouse=True)
def _kept_connection() -> Iterator[None]:
    """As Django's test client does: a request does not close the connection of the test."""
    request_started.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)


class Answer:
    """What a WSGI server would send for an environment."""

    def __init__(self, **environ: Any) -> None:
        self.status, self.headers = "", dict[str, str]()
        made = RequestFactory().get("/").environ | environ
        self.body = b"".join(Handler()(made, self._start))

    def _start(self, status: str, headers: Iterable[tuple[str, str]]) -> None:
        self.status, self.headers = status, dict(headers)


@pytest.mark.parametrize("charset", ODD_CHARSETS)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_a_form_in_another_charset_than_ours_is_refused_with_a_page(
    charset: str, method: str
) -> None:
    kind = f"application/x-www-form-urlencoded; charset={charset}"

    answer = Answer(REQUEST_METHOD=method, QUERY_STRING="q=a", CONTENT_TYPE=kind)

    assert answer.status == "400 Bad Request"
    assert_protected(answer.headers)


@pytest.mark.parametrize("charset", ["utf-8", "UTF8", '"utf-8"', "us-ascii"])
def test_a_form_in_utf_8_is_read(charset: str) -> None:
    kind = f"application/x-www-form-urlencoded; charset={charset}"

    answer = Answer(PATH_INFO="/healthz", QUERY_STRING="q=%CE%B1", CONTENT_TYPE=kind)

    assert answer.status == "200 OK"


@pytest.mark.parametrize("kind", ["", "text/plain; charset=utf-8", "multipart/form-data"])
@pytest.mark.parametrize(("path", "language"), [("/", "el"), ("/en/", "en")])
def test_too_many_parameters_are_refused_with_a_page_in_the_language_of_the_address(
    kind: str, path: str, language: str
) -> None:
    answer = Answer(PATH_INFO=path, QUERY_STRING=TOO_MANY, CONTENT_TYPE=kind)

    assert answer.status == "400 Bad Request"
    assert_protected(answer.headers)
    assert f'<html lang="{language}"' in answer.body.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "OPTIONS", "PROPFIND"])
def test_no_address_answers_to_a_method_that_pages_do_not_use(method: str) -> None:
    addresses = {address.split("<")[0].strip("^") for address, _ in patterns()}

    answers = {address: Client().generic(method, f"/{address}") for address in addresses}

    assert {answer.status_code for answer in answers.values()} == {405}
    assert answers["healthz"].headers["Allow"] == "GET, HEAD, POST"


def test_a_failure_outside_the_pages_of_errors_is_told_without_its_text(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the row of Ελένη")

    handler = Handler()
    monkeypatch.setattr(handler, "get_response", fail)
    sent = list[tuple[str, list[tuple[str, str]]]]()

    with caplog.at_level(logging.INFO):
        body = handler(RequestFactory().get("/").environ, lambda *args: sent.append(args))

    ((status, headers),) = sent
    assert status == "500 Internal Server Error"
    assert_protected(dict(headers))
    assert "Όσα ραντεβού έχετε κλείσει ισχύουν" in b"".join(body).decode()
    (line,) = [json.loads(JsonFormatter().format(record)) for record in caplog.records]
    assert line["error"]["type"] == "RuntimeError"
    assert "Ελένη" not in json.dumps(line, ensure_ascii=False)


def test_static_files_carry_the_policy_of_pages(client: Client) -> None:
    assert finders.find("ui/icon.svg")

    answer = client.get("/static/ui/icon.svg")

    assert (answer.status_code, answer.getvalue()[:4]) == (200, b"<svg")
    assert_protected(answer.headers)


def assert_protected(headers: Any) -> None:
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
