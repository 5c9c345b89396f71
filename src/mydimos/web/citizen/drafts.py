"""The draft of a booking: the chosen time and the typed details, in the sealed session.

Details are kept as typed, valid or not, so that nothing is lost by a mistake, an expired hold,
another choice or another login. Forms validate them.
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
"""The fields of DetailsForm: nothing else is taken from what is posted."""

SEVERAL = {"requirements"}
OWN = {"name", "email", "phone"}
"""Fields that are kept for the same person's next appointment."""

LONGEST = 4000
"""Characters kept of one field; the forms allow fewer."""

Draft = dict[str, Any]

_DRAFT, _CHOICE, _HOLD, _WHOSE = "draft", "choice", "hold", "whose"


@dataclass(frozen=True)
class Choice:
    """A chosen time, before a hold is taken."""

    offering: UUID
    starts_at: datetime
    employee: UUID | None


def keep(session: SessionBase, posted: QueryDict) -> None:
    """Store `on_behalf` and the details; each value of `on_behalf` has details of its own."""
    on_behalf = posted.get("on_behalf", "")[:10]
    kept: Draft = dict(session.get(_DRAFT, {}))
    if on_behalf not in Appointment.OnBehalf.values:
        return
    kept["on_behalf"] = on_behalf
    if "name" in posted:
        kept[on_behalf] = {field: _cut(field, posted.getlist(field)) for field in FIELDS}
    session[_DRAFT] = kept


def correct(session: SessionBase, corrections: dict[str, str]) -> None:
    """Replace what was typed in some fields, by field."""
    section = _section(session) | {field: [value] for field, value in corrections.items()}
    session[_DRAFT] = {**session.get(_DRAFT, {}), on_behalf(session): section}


def mark_of(citizen_id: int) -> str:
    """Signed owner token for the hidden field `whose`: a form may be sent after the login ended."""
    return sign("draft", str(citizen_id))


def keep_without_login(session: SessionBase, posted: QueryDict) -> None:
    """Store the form that was posted after the login ended, with the owner token of the form."""
    whose = posted.get("whose", "")[:40]
    if session.get(_WHOSE, whose) != whose:
        forget(session)
    keep(session, posted)
    if _DRAFT in session:
        session[_WHOSE] = whose


def is_of_another(session: SessionBase, citizen_id: int) -> bool:
    """Whether a draft that was posted without a login belongs to another citizen.

    Asked once, at the login: the owner token is dropped.
    """
    whose = session.pop(_WHOSE, None)
    return whose is not None and not is_signed(whose, "draft", str(citizen_id))


def answer(session: SessionBase, on_behalf: str) -> None:
    """Store `on_behalf`; the details typed for its other values stay."""
    session[_DRAFT] = {**session.get(_DRAFT, {}), "on_behalf": on_behalf}


def on_behalf(session: SessionBase) -> str:
    """The stored `on_behalf`; empty before it is answered."""
    return str(session.get(_DRAFT, {}).get("on_behalf", ""))


def details(session: SessionBase) -> QueryDict:
    """The details typed for the stored `on_behalf`, as form data; may be empty."""
    typed = QueryDict(mutable=True)
    for field, values in _section(session).items():
        typed.setlist(field, values)
    return typed


def fingerprint(session: SessionBase, *more: str) -> str:
    """Hash of the answers, to notice a change made in another tab."""
    words = json.dumps([on_behalf(session), _section(session), *more], sort_keys=True)
    return sha256(words.encode()).hexdigest()


def forget(session: SessionBase) -> None:
    """Delete the details and the chosen time."""
    for key in (_DRAFT, _CHOICE, _HOLD, _WHOSE):
        session.pop(key, None)


def forget_booked(session: SessionBase) -> None:
    """After booking: delete all but the citizen's own name, e-mail and phone."""
    own = session.get(_DRAFT, {}).get(Appointment.OnBehalf.SELF.value, {})
    forget(session)
    if own:
        session[_DRAFT] = {"self": {field: own[field] for field in own if field in OWN}}


def choose(session: SessionBase, choice: Choice) -> None:
    """Store the chosen time."""
    session[_CHOICE] = {
        "offering": str(choice.offering),
        "starts_at": choice.starts_at.isoformat(),
        "employee": str(choice.employee) if choice.employee else None,
    }


def chosen(session: SessionBase) -> Choice | None:
    """The chosen time, if any."""
    kept = session.get(_CHOICE)
    if kept is None:
        return None
    return Choice(
        offering=UUID(kept["offering"]),
        starts_at=datetime.fromisoformat(kept["starts_at"]),
        employee=UUID(kept["employee"]) if kept["employee"] else None,
    )


def remember_hold(session: SessionBase, hold_id: UUID) -> None:
    """Store the hold: its time counts as free when another time is chosen."""
    session[_HOLD] = str(hold_id)


def own_hold(session: SessionBase) -> list[UUID]:
    """The hold of this session, if any, for `ignoring` of `month_page`."""
    kept = session.get(_HOLD)
    return [UUID(kept)] if kept else []


def _cut(field: str, values: list[str]) -> list[str]:
    """Shorten values that no form would accept, so that sessions stay small."""
    if field in SEVERAL:
        return [value[:40] for value in values[:10]]
    return [value[:LONGEST] for value in values[:1]]


def _section(session: SessionBase) -> dict[str, list[str]]:
    kept: Draft = session.get(_DRAFT, {})
    section: dict[str, list[str]] = kept.get(on_behalf(session), {})
    return section
