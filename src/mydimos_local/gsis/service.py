"""What GSIS does with a request, without a socket: authorize, token, userinfo, logout."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from hmac import compare_digest
from http import HTTPStatus
from threading import Event
from urllib.parse import unquote, urlsplit

from mydimos_local.gsis import replies
from mydimos_local.gsis.people import Behaviour, Person, person_of
from mydimos_local.gsis.replies import Reply
from mydimos_local.gsis.tickets import Tickets

Fields = Mapping[str, str]
TOKEN_LIFETIME = timedelta(minutes=10)
REQUEST_FIELDS = ("client_id", "redirect_uri", "response_type", "scope", "state")


@dataclass(frozen=True)
class Client:
    """An application that GSIS knows. A real one gets its own id and secret from GSIS."""

    id: str
    secret: str


@dataclass(frozen=True)
class Consent:
    """This person agreed that this address is told who it is."""

    person: Person
    redirect_uri: str


class Service:
    """The state login of the test. `slow` is how long the slow person's answer takes."""

    def __init__(
        self,
        client: Client,
        *,
        slow: timedelta,
        code_lifetime: timedelta,
        clock: Callable[[], float],
    ) -> None:
        self.closing = Event()
        self._client = client
        self._slow = slow
        self._codes: Tickets[Consent] = Tickets(code_lifetime, clock)
        self._tokens: Tickets[Person] = Tickets(TOKEN_LIFETIME, clock)

    def show_authorize(self, query: Fields) -> Reply:
        """GET /oauth/authorize: the page where a person is chosen."""
        if refusal := self._refuse_request(query):
            return refusal
        return replies.authorize_page({name: query.get(name, "") for name in REQUEST_FIELDS})

    def authorize(self, form: Fields) -> Reply:
        """POST /oauth/authorize: back to the application, with a code or with a refusal.

        `taxid` may be any number with a valid check digit: a load test logs in as thousands.
        """
        if refusal := self._refuse_request(form):
            return refusal
        if "deny" in form:
            return self._send_back_denied(form)
        person = person_of(form.get("taxid", ""))
        if person is None:
            return _bad_request("Ο ΑΦΜ δεν είναι έγκυρος.")
        if person.behaviour is Behaviour.REFUSES:
            return self._send_back_denied(form)
        code = self._codes.issue(Consent(person, form["redirect_uri"]))
        return _send_back(form, {"code": code})

    def token(self, form: Fields) -> Reply:
        """POST /oauth/token: a code, once, for a token."""
        if not self._knows(form.get("client_id", ""), form.get("client_secret", "")):
            return replies.json_error(
                HTTPStatus.UNAUTHORIZED, "invalid_client", "Bad client credentials"
            )
        if form.get("grant_type") != "authorization_code":
            return replies.json_error(
                HTTPStatus.BAD_REQUEST, "unsupported_grant_type", "Unsupported grant type"
            )
        code = form.get("code", "")
        consent = self._codes.take(code)
        if consent is None:
            return _invalid_grant(f"Invalid authorization code: {code}")
        if consent.redirect_uri != form.get("redirect_uri"):
            return _invalid_grant("Redirect URI mismatch.")
        return self._token_for(consent.person)

    def userinfo(self, authorization: str) -> Reply:
        """GET /userinfo?format=xml: who it is; an error is JSON all the same."""
        scheme, _, token = authorization.partition(" ")
        person = self._tokens.look(token) if scheme.lower() == "bearer" else None
        if person is None:
            return replies.json_error(
                HTTPStatus.UNAUTHORIZED, "invalid_token", f"Invalid access token: {token}"
            )
        match person.behaviour:
            case Behaviour.SERVER_ERROR:
                return replies.message(
                    HTTPStatus.INTERNAL_SERVER_ERROR, "Σφάλμα", "Κάτι πήγε στραβά."
                )
            case Behaviour.JSON_ERROR:
                return replies.json_error(HTTPStatus.OK, "server_error", "Internal error")
            case Behaviour.SLOW:
                self.closing.wait(self._slow.total_seconds())
        return replies.userinfo(person)

    def logout(self, client_id: str, query: Fields) -> Reply:
        """GET /logout/{clientId}/?url=: there is no session here to end, so only back."""
        url = query.get("url", "")
        if unquote(client_id) != self._client.id or not _is_web_address(url):
            return _bad_request("Η διεύθυνση αποσύνδεσης δεν είναι έγκυρη.")
        return replies.redirect(url)

    def _refuse_request(self, fields: Fields) -> Reply | None:
        """Never send a browser to an address that is none, nor for an unknown application."""
        if fields.get("client_id") != self._client.id:
            return _bad_request("Η εφαρμογή που ζητά τη σύνδεση δεν είναι γνωστή.")
        if not _is_web_address(fields.get("redirect_uri", "")):
            return _bad_request("Η διεύθυνση επιστροφής δεν είναι έγκυρη.")
        if fields.get("response_type") != "code":
            return _send_back(fields, {"error": "unsupported_response_type"})
        if fields.get("scope") != "read":
            return _send_back(fields, {"error": "invalid_scope"})
        return None

    def _send_back_denied(self, form: Fields) -> Reply:
        denied = {"error": "access_denied", "error_description": "User denied access"}
        return _send_back(form, denied)

    def _knows(self, client_id: str, secret: str) -> bool:
        is_client = compare_digest(client_id.encode(), self._client.id.encode())
        return compare_digest(secret.encode(), self._client.secret.encode()) and is_client

    def _token_for(self, person: Person) -> Reply:
        if person.behaviour is Behaviour.TOKEN_ERROR:
            return replies.json_error(HTTPStatus.OK, "server_error", "Internal error")
        return replies.as_json(
            {
                "access_token": self._tokens.issue(person),
                "token_type": "bearer",
                "expires_in": int(TOKEN_LIFETIME.total_seconds()),
                "scope": "read",
            }
        )


def _send_back(request: Fields, answer: Fields) -> Reply:
    state = {"state": request["state"]} if request.get("state") else {}
    return replies.redirect(request["redirect_uri"], {**answer, **state})


def _invalid_grant(description: str) -> Reply:
    return replies.json_error(HTTPStatus.BAD_REQUEST, "invalid_grant", description)


def _bad_request(text: str) -> Reply:
    return replies.message(HTTPStatus.BAD_REQUEST, "Η σύνδεση δεν είναι δυνατή", text)


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    is_plain = url.isascii() and url.isprintable() and " " not in url and not parts.fragment
    return is_plain and parts.scheme in {"http", "https"} and bool(parts.hostname)
