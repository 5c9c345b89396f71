"""The login with TAXISnet credentials, by GSIS: OAuth 2.0, authorization code, XML at the end.

Nothing that arrives here is stored or logged (R23). What is known of the protocol and its quirks,
and how an installation gets its own client id: docs/operations/gsis.md.
"""

import json
import re
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from ipaddress import ip_address
from threading import BoundedSemaphore, Thread
from typing import Any, TypeVar
from urllib.parse import quote, urlencode, urlsplit
from xml.etree.ElementTree import Element, ParseError

import requests
from defusedxml.ElementTree import fromstring
from django.conf import settings
from stdnum.gr import vat
from urllib3.exceptions import HTTPError

from mydimos.identity.errors import LoginInvalid, LoginRefused, LoginUnavailable
from mydimos.identity.ports import LoginIdentity

CONNECT = timedelta(seconds=3)  # for each address of the host
# Exchanges at the same time in one process. Each keeps a thread of the web server waiting, and half
# of them are left for other pages (deploy/programs/serve).
AT_ONCE = 8
PATIENCE = timedelta(seconds=1)  # for a turn
LARGEST_ANSWER = 64 * 1024  # bytes; a real answer has some 500
PRINTABLE = re.compile(r"[\x21-\x7e]{1,4096}")
T = TypeVar("T")


class Turns:
    """Turns of logins at GSIS, at most AT_ONCE at the same time. Safe among threads.

    In a rush a login waits for its turn. Once a wait was in vain GSIS is slow: until a turn is free
    again further logins are refused at once, so that no other page waits with them.
    """

    def __init__(self) -> None:
        self._free = BoundedSemaphore(AT_ONCE)
        self._is_slow = False

    def take(self) -> bool:
        """Take a turn; False when there is none."""
        patience = timedelta(0) if self._is_slow else PATIENCE
        taken = self._free.acquire(timeout=patience.total_seconds())
        self._is_slow = not taken
        return taken

    def give_back(self) -> None:
        """Let the next login have the turn."""
        self._free.release()


_turns = Turns()


def from_settings() -> "GsisLogin":
    """The login that this installation is set up for; GSIS_TIMEOUT is in seconds."""
    return GsisLogin(
        settings.GSIS_BASE_URL,
        settings.GSIS_CLIENT_ID,
        settings.GSIS_CLIENT_SECRET,
        timeout=timedelta(seconds=settings.GSIS_TIMEOUT),
    )


class GsisLogin:
    """`identity.ports.StateLogin` spoken with GSIS, or with the server of `mydimos_local.gsis`.

    `timeout` is for the whole of `fetch_identity`, both of its requests together. At most AT_ONCE
    exchanges run at the same time in one process.
    Raises ValueError for an address without TLS that is not this machine's own.
    """

    def __init__(
        self, base_url: str, client_id: str, client_secret: str, *, timeout: timedelta
    ) -> None:
        host = urlsplit(base_url).hostname or ""
        self._is_local = _is_loopback(host)
        if not host or not base_url.startswith(
            ("http://", "https://") if self._is_local else "https://"
        ):
            raise ValueError("GSIS_BASE_URL must begin with https:// (http only on this machine).")
        self._base_url = base_url.rstrip("/")
        self._client_id = client_id
        self._client_secret = client_secret
        self._timeout = timeout

    def authorize_url(self, *, state: str, redirect_uri: str) -> str:
        """Where the browser goes to log in."""
        query = {
            "client_id": self._client_id,
            "redirect_uri": redirect_uri,
            "response_type": "code",
            "scope": "read",
            "state": state,
        }
        return f"{self._base_url}/oauth/authorize?{urlencode(query)}"

    def logout_url(self, *, return_url: str) -> str:
        """Where the browser goes to end the session at GSIS, and comes back from."""
        client = quote(self._client_id, safe="")
        return f"{self._base_url}/logout/{client}/?{urlencode({'url': return_url})}"

    def code_from(self, answer: Mapping[str, str]) -> str:
        """The code in the query with which the browser comes back; `state` is not looked at.

        Raises LoginRefused, LoginUnavailable, LoginInvalid as the port says.
        """
        error, description = answer.get("error", ""), answer.get("error_description", "")
        if error == "access_denied" or description == "User denied access":
            raise LoginRefused("The person refused the login.")
        if error:
            raise LoginUnavailable("GSIS sent the browser back with an error.")
        return _usable_code(answer.get("code", ""))

    def fetch_identity(self, *, code: str, redirect_uri: str) -> LoginIdentity:
        """Exchange the code, which works once, for the person.

        Raises LoginInvalid for a stale code or an unusable tax number, LoginUnavailable for
        everything that GSIS or the network does wrong, at the latest when the timeout is over, and
        at once while AT_ONCE exchanges are under way.
        """
        form = {
            "grant_type": "authorization_code",
            "code": _usable_code(code),
            "redirect_uri": redirect_uri,
            "client_id": self._client_id,
            "client_secret": self._client_secret,
            "scope": "read",
        }
        return _within(self._timeout, lambda: self._fetch(form))

    def _fetch(self, form: Mapping[str, str]) -> LoginIdentity:
        with requests.Session() as session:
            # A proxy of the environment is for the outside; it cannot reach our own loopback.
            session.trust_env = not self._is_local
            token = _token(self._ask(session, "POST", "/oauth/token", data=form))
            # As `auth`, not as a header: a .netrc would silently replace the header.
            bearer = _Bearer(token)
            return _identity(self._ask(session, "GET", "/userinfo?format=xml", auth=bearer))

    def _ask(self, session: requests.Session, method: str, path: str, **what: Any) -> "_Answer":
        """Send one request. Its time limits only end the thread of an exchange given up before."""
        try:
            with session.request(
                method,
                f"{self._base_url}{path}",
                timeout=(CONNECT.total_seconds(), self._timeout.total_seconds()),
                allow_redirects=False,
                stream=True,
                headers={"Accept-Encoding": "identity"},  # nothing to unpack, nothing that swells
                **what,
            ) as response:
                return _Answer(response.status_code, _body(response))
        except (requests.RequestException, HTTPError, OSError) as error:
            # The cause would carry the request, with the secret in it.
            raise LoginUnavailable(f"GSIS cannot be reached ({type(error).__name__}).") from None


@dataclass(frozen=True, repr=False)
class _Answer:
    status: int
    body: bytes


class _Bearer(requests.auth.AuthBase):
    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def _within(timeout: timedelta, act: Callable[[], T]) -> T:
    """Return what the act returns, in a thread. Raises LoginUnavailable when the timeout is over.

    Time limits of sockets start again with every byte, and know nothing of slow name servers.
    """
    if not _turns.take():
        raise LoginUnavailable("Too many logins wait for GSIS.")
    outcome: Future[T] = Future()
    Thread(target=_settle, args=(outcome, act), name="gsis", daemon=True).start()
    try:
        return outcome.result(timeout.total_seconds())
    except TimeoutError:
        raise LoginUnavailable("GSIS took too long.") from None


def _settle(outcome: Future[T], act: Callable[[], T]) -> None:
    try:
        result = act()
    except BaseException as error:  # noqa: BLE001 (raised again by the thread that waits)
        _turns.give_back()
        outcome.set_exception(error)
    else:
        _turns.give_back()
        outcome.set_result(result)


def _body(response: requests.Response) -> bytes:
    body = b""
    while chunk := response.raw.read1(LARGEST_ANSWER, decode_content=False):
        body += chunk
        if len(body) > LARGEST_ANSWER:
            raise LoginUnavailable("GSIS sent an answer that is too large.")
    return body


def _token(answer: _Answer) -> str:
    """The access token, or why there is none: an error may come with 200, 400 or 401."""
    content = _json(answer.body)
    if content.get("error") == "invalid_grant":
        raise LoginInvalid("GSIS no longer accepts the code.")
    if content.get("error") in {"invalid_client", "unauthorized", "unauthorized_client"}:
        raise LoginUnavailable("GSIS does not accept our client id or secret.")
    token = content.get("access_token")
    if answer.status != HTTPStatus.OK or "error" in content or not _is_printable(token):
        raise LoginUnavailable(f"GSIS gave no token (HTTP {answer.status}).")
    return str(token)


def _json(body: bytes) -> dict[str, object]:
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def _identity(answer: _Answer) -> LoginIdentity:
    if answer.status != HTTPStatus.OK:
        raise LoginUnavailable(f"GSIS did not say who it is (HTTP {answer.status}).")
    person = _userinfo(answer.body)
    first_name = _words(person, "firstname")
    return LoginIdentity(
        tax_number=_tax_number(person),
        first_name=first_name,
        last_name=_words(person, "lastname"),
        is_company=not first_name,
    )


def _userinfo(body: bytes) -> Element:
    """The one `<userinfo>` of the answer. An error may come as JSON although XML was asked."""
    try:
        # Numeric entities are characters and welcome; those that a document declares are not.
        found = fromstring(body, forbid_dtd=True).findall("userinfo")
    except (ParseError, ValueError, LookupError):
        raise LoginUnavailable("GSIS sent no usable XML.") from None
    if len(found) != 1:
        raise LoginUnavailable("GSIS named no person, or several.")
    return found[0]


def _words(person: Element, attribute: str) -> str:
    """An attribute without the blanks it is padded with; a company's first name may be "null"."""
    words = " ".join(person.get(attribute, "").split())
    return "" if words.lower() == "null" else words


def _tax_number(person: Element) -> str:
    number = person.get("taxid", "").strip()
    # python-stdnum also takes 8 digits, prefixes and dashes: one person would have two hashes.
    is_plain = re.fullmatch(r"[0-9]{9}", number) and number != "000000000"
    if not is_plain or not vat.is_valid(number):
        raise LoginInvalid("GSIS gave no valid tax number.")
    return number


def _usable_code(code: str) -> str:
    if not _is_printable(code):
        raise LoginInvalid("The login came back without a usable code.")
    return code


def _is_printable(text: object) -> bool:
    return isinstance(text, str) and PRINTABLE.fullmatch(text) is not None


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
