"""Logins begun in this browser: each comes back once, within ten minutes, with its state."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import compare_digest, token_urlsafe
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.utils.http import url_has_allowed_host_and_scheme

LIFETIME = timedelta(minutes=10)
MOST = 4
"""Tabs in which one may be logging in at the same time: the oldest gives way."""

KEY = "logins"


@dataclass(frozen=True)
class Begun:
    """A login that was begun: where to go on, and in which language."""

    next: str
    language: str


def begin(session: SessionBase, begun: Begun, *, now: datetime) -> str:
    """Remember a login and return its state: random, and known to this browser's session only."""
    state = token_urlsafe(32)
    entry = {"state": state, "next": begun.next, "language": begun.language, "at": now.isoformat()}
    session[KEY] = [*session.get(KEY, []), entry][-MOST:]
    return state


def finish(session: SessionBase, state: str, *, now: datetime) -> Begun | None:
    """The login that this state belongs to, which is over with that; None for any other state."""
    found, others = None, []
    for entry in session.get(KEY, []):
        if compare_digest(entry["state"].encode(), state.encode()):
            found = entry
        else:
            others.append(entry)
    if found is None:
        return None
    session[KEY] = others
    return _begun(found) if datetime.fromisoformat(found["at"]) + LIFETIME > now else None


def own_address(address: str) -> str:
    """The address if it leads to a page of ours, else nothing: nobody is sent elsewhere."""
    is_ours = address.startswith("/") and len(address) <= 500
    if is_ours and url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        return address
    return ""


def _begun(entry: dict[str, Any]) -> Begun:
    return Begun(entry["next"], entry["language"])
