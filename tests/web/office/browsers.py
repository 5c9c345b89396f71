"""Browsers of employees."""

from datetime import datetime

from django.test import Client
from django.utils import timezone

from mydimos.identity.models import User
from mydimos.identity.sessions import EMPLOYEE, SessionStore
from tests.employees import MARIA, PASSWORD, code
from tests.web.visitors import Page

LOGIN, CODE = "/office/login/", "/office/login/code/"


def gives_password(
    client: Client, email: str = MARIA, password: str = PASSWORD, next_address: str = ""
) -> Page:
    """The first step."""
    return client.post(LOGIN, {"email": email, "password": password, "next": next_address})


def gives_code(client: Client, typed: str = "") -> Page:
    """The second step."""
    return client.post(CODE, {"code": typed or code(timezone.now())})


def employee(user: User, now: datetime | None = None) -> Client:
    """A browser in which a user has logged in, without the pages."""
    client = Client()
    moment = (now or timezone.now()).isoformat()
    client.cookies["office"] = _session(
        {"id": user.pk, "at": moment, "seen": moment, "proved": moment}
    )
    return client


def _session(login: dict[str, object]) -> str:
    session = SessionStore()
    session[EMPLOYEE] = login
    session.create()
    return str(session.session_key)
