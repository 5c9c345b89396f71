"""Logins begun in this session: each can return once, within ten minutes, with its state."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import compare_digest, token_urlsafe
from typing import Any

from django.contrib.sessions.backends.base import SessionBase

LIFETIME = timedelta(minutes=10)
MOST = 4
"""Logins that can be open at the same time (tabs); a further one replaces the oldest."""

KEY = "logins"


@dataclass(frozen=True)
class Begun:
    """A login that was begun: the address to go on to, and the language."""

    next: str
    language: str


def begin(session: SessionBase, begun: Begun, *, now: datetime) -> str:
    """Store a login in the session and return its random state."""
    state = token_urlsafe(32)
    entry = {"state": state, "next": begun.next, "language": begun.language, "at": now.isoformat()}
    session[KEY] = [*session.get(KEY, []), entry][-MOST:]
    return state


def finish(session: SessionBase, state: str, *, now: datetime) -> Begun | None:
    """Remove and return the login of this state; None for an unknown or old one."""
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


def _begun(entry: dict[str, Any]) -> Begun:
    return Begun(entry["next"], entry["language"])
