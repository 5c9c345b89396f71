"""What was chosen and typed so far. It lives in the session, which is sealed, and nowhere else.

It is kept as it was typed, right or wrong, so that nothing is lost by a mistake, by a time that ran
out, by choosing another one or by logging in again. Forms alone say what is right.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.http import QueryDict

from mydimos.booking.models import Appointment
from mydimos.crypto.hashing import is_signed, sign

FIELDS = (
    "company", "name", "email", "phone", "requirements", "notes", "guest_name", "guest_email",
    "copy_to",
)  # fmt: skip
"""All fields of the details (forms/details.py): nothing else is taken from what is posted."""

SEVERAL = {"requirements"}
OWN = {"name", "email", "phone"}
"""What serves the same person's next appointment too."""

LONGEST = 4000
"""Characters of one field that are kept; the forms allow fewer."""

Draft = dict[str, Any]

_DRAFT, _CHOICE, _HOLD, _WHOSE = "draft", "choice", "hold", "whose"


@dataclass(frozen=True)
class Choice:
    """A time that somebody wants, before it is kept for them."""

    offering: UUID
    starts_at: datetime
    employee: UUID | None


def keep(session: SessionBase, posted: QueryDict) -> None:
    """Keep what was posted: for whom, and the details, which are another's for each answer."""
    on_behalf = posted.get("on_behalf", "")[:10]
    kept: Draft = dict(session.get(_DRAFT, {}))
    if on_behalf not in Appointment.OnBehalf.values:
        return
    kept["on_behalf"] = on_behalf
    if "name" in posted:
        kept[on_behalf] = {field: _cut(field, posted.getlist(field)) for field in FIELDS}
    session[_DRAFT] = kept


def mark_of(citizen_id: int) -> str:
    """Stands in the forms as `whose`: they may be sent when the login has ended."""
    return sign("draft", str(citizen_id))


def keep_without_login(session: SessionBase, posted: QueryDict) -> None:
    """Keep what somebody sent whose login had ended, with the mark that says whose it is."""
    whose = posted.get("whose", "")[:40]
    if session.get(_WHOSE, whose) != whose:
        forget(session)
    keep(session, posted)
    if _DRAFT in session:
        session[_WHOSE] = whose


def is_of_another(session: SessionBase, citizen_id: int) -> bool:
    """Whether what was sent without a login is not this person's: somebody used the browser before.

    Asked once, when they log in.
    """
    whose = session.pop(_WHOSE, None)
    return whose is not None and not is_signed(whose, "draft", str(citizen_id))


def answer(session: SessionBase, on_behalf: str) -> None:
    """For whom it is to be; the details that were typed for somebody else are kept apart."""
    session[_DRAFT] = {**session.get(_DRAFT, {}), "on_behalf": on_behalf}


def on_behalf(session: SessionBase) -> str:
    """For whom the appointment is to be; empty as long as nobody said."""
    return str(session.get(_DRAFT, {}).get("on_behalf", ""))


def details(session: SessionBase) -> QueryDict:
    """The details typed so far for that person, as a form takes them; empty if there are none."""
    typed = QueryDict(mutable=True)
    for field, values in _section(session).items():
        typed.setlist(field, values)
    return typed


def fingerprint(session: SessionBase, *more: str) -> str:
    """Of what was typed: the same as long as nothing was changed, in another tab perhaps."""
    words = json.dumps([on_behalf(session), _section(session), *more], sort_keys=True)
    return sha256(words.encode()).hexdigest()


def forget(session: SessionBase) -> None:
    """Everything typed, and the time that was chosen."""
    for key in (_DRAFT, _CHOICE, _HOLD, _WHOSE):
        session.pop(key, None)


def forget_booked(session: SessionBase) -> None:
    """After booking only one's own name and addresses stay, for another service."""
    own = session.get(_DRAFT, {}).get(Appointment.OnBehalf.SELF.value, {})
    forget(session)
    if own:
        session[_DRAFT] = {"self": {field: own[field] for field in own if field in OWN}}


def choose(session: SessionBase, choice: Choice) -> None:
    """Remember the time that is wanted, until it is booked."""
    session[_CHOICE] = {
        "offering": str(choice.offering),
        "starts_at": choice.starts_at.isoformat(),
        "employee": str(choice.employee) if choice.employee else None,
    }


def chosen(session: SessionBase) -> Choice | None:
    """The time that was chosen last, if any."""
    kept = session.get(_CHOICE)
    if kept is None:
        return None
    return Choice(
        offering=UUID(kept["offering"]),
        starts_at=datetime.fromisoformat(kept["starts_at"]),
        employee=UUID(kept["employee"]) if kept["employee"] else None,
    )


def remember_hold(session: SessionBase, hold_id: UUID) -> None:
    """One's own hold: its time counts as free when another is looked for."""
    session[_HOLD] = str(hold_id)


def own_hold(session: SessionBase) -> list[UUID]:
    """The hold of this browser, if any: what `month_page` is to ignore."""
    kept = session.get(_HOLD)
    return [UUID(kept)] if kept else []


def _cut(field: str, values: list[str]) -> list[str]:
    """Nobody fills our tables with what no form would take."""
    if field in SEVERAL:
        return [value[:40] for value in values[:10]]
    return [value[:LONGEST] for value in values[:1]]


def _section(session: SessionBase) -> dict[str, list[str]]:
    kept: Draft = session.get(_DRAFT, {})
    section: dict[str, list[str]] = kept.get(on_behalf(session), {})
    return section
