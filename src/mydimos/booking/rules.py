"""Who may do what, and until when. Pure: no query, no clock of its own."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum

from mydimos.audit.actors import Actor, ActorKind
from mydimos.booking.models import Appointment, Requirement
from mydimos.directory.models import Channel, Offering
from mydimos.directory.rules import is_offered
from mydimos.scheduling.spans import local_day

VIDEO_OPENS = timedelta(minutes=15)
"""How long before its start the room of a video appointment opens."""

LINKS_LAST = timedelta(days=7)
"""How long after an appointment its secret links open its pages.

A week is enough to look up what to bring next time; after it a link that was left in a mailbox or
in the history of a browser must not show a name any more.
"""


class Verb(StrEnum):
    """What is done with a time or an appointment."""

    HOLD = "hold"
    BOOK = "book"
    MOVE = "move"
    CANCEL = "cancel"
    SEND_AGAIN = "send again"
    CORRECT_CONTACT = "correct contact"
    SEND_CODE = "send code"
    CHECK_CODE = "check code"
    COMPLETE = "complete"
    MARK_MISSED = "mark missed"
    REOPEN = "reopen"
    SEE = "see"


WHO_MAY: Mapping[Verb, frozenset[ActorKind]] = {
    Verb.HOLD: frozenset({ActorKind.CITIZEN, ActorKind.EMPLOYEE}),
    Verb.BOOK: frozenset({ActorKind.CITIZEN, ActorKind.EMPLOYEE}),
    Verb.MOVE: frozenset({ActorKind.CITIZEN, ActorKind.LINK, ActorKind.EMPLOYEE}),
    Verb.CANCEL: frozenset(
        {ActorKind.CITIZEN, ActorKind.LINK, ActorKind.EMPLOYEE, ActorKind.SYSTEM}
    ),
    Verb.SEND_AGAIN: frozenset({ActorKind.CITIZEN, ActorKind.LINK, ActorKind.EMPLOYEE}),
    # By login only: a link, or a code sent to the old address, proves nothing about the new one.
    Verb.CORRECT_CONTACT: frozenset({ActorKind.CITIZEN, ActorKind.EMPLOYEE}),
    Verb.SEND_CODE: frozenset({ActorKind.LINK}),
    Verb.CHECK_CODE: frozenset({ActorKind.LINK}),
    # Never by the clock: who forgot to mark an appointment is asked again (backoffice, section 8).
    Verb.COMPLETE: frozenset({ActorKind.EMPLOYEE}),
    Verb.MARK_MISSED: frozenset({ActorKind.EMPLOYEE}),
    Verb.REOPEN: frozenset({ActorKind.EMPLOYEE}),
    # The public sees its own appointments, which leaves no line; colleagues leave one (R28).
    Verb.SEE: frozenset({ActorKind.EMPLOYEE}),
}
"""Which kinds of actor a verb accepts. Of which department an employee is, is asked above."""


def may(verb: Verb, by: Actor) -> bool:
    """Whether this kind of actor may do this at all."""
    return by.kind in WHO_MAY[verb]


def may_move(appointment: Appointment, *, by: Actor, now: datetime) -> bool:
    """Whether it may still be moved: by the public until the offering's cut-off, inclusive."""
    cutoff = appointment.offering.move_cutoff if by.is_public else timedelta(0)
    return appointment.is_booked and now + cutoff <= appointment.starts_at


def may_cancel(appointment: Appointment, *, by: Actor, now: datetime) -> bool:
    """Whether it may still be cancelled: by the public until the offering's cut-off, inclusive."""
    cutoff = appointment.offering.cancel_cutoff if by.is_public else timedelta(0)
    return appointment.is_booked and now + cutoff <= appointment.starts_at


def is_time_to_complete(appointment: Appointment, *, now: datetime) -> bool:
    """Whether it can have taken place: from its day on, since people are served early too."""
    return _day(appointment.starts_at) <= _day(now)


def is_time_to_miss(appointment: Appointment, *, now: datetime) -> bool:
    """Whether its person can be missing: from its start on."""
    return appointment.starts_at <= now


def has_outcome(appointment: Appointment) -> bool:
    """Whether an employee marked it as completed or missed."""
    return appointment.status in {Appointment.Status.COMPLETED, Appointment.Status.MISSED}


def may_complete(appointment: Appointment, *, now: datetime) -> bool:
    """Whether it can be marked as completed."""
    return appointment.is_booked and is_time_to_complete(appointment, now=now)


def may_mark_missed(appointment: Appointment, *, now: datetime) -> bool:
    """Whether it can be marked as missed."""
    return appointment.is_booked and is_time_to_miss(appointment, now=now)


def may_reopen(appointment: Appointment, *, now: datetime) -> bool:
    """Whether the mark can be taken back: on the day on which it was set."""
    return has_outcome(appointment) and _day(appointment.changed_at) == _day(now)


def links_end_at(appointment: Appointment) -> datetime:
    """When its secret links stop opening its pages. The appointment comes from the database."""
    over_at: datetime = appointment.over_at
    return over_at + LINKS_LAST


def links_have_ended(appointment: Appointment, *, now: datetime) -> bool:
    """Whether a link opens nothing but the page about the reader's own data."""
    return links_end_at(appointment) <= now


def may_hold(offering: Offering, *, by: Actor, now: datetime) -> bool:
    """Whether new times of an offering are given to this actor (a limit of 0: staff only)."""
    is_public_offer = bool(offering.max_active_per_person)
    return is_offered(offering, now=now) and (is_public_offer or not by.is_public)


def may_book_for(on_behalf: str, *, as_company: bool) -> bool:
    """Whether a login may book on behalf of this: a company's for the company only (R4, R6)."""
    return not as_company or on_behalf == Appointment.OnBehalf.COMPANY


def may_invite(channel: str) -> bool:
    """Whether a third person can take part: in a video call only (D2§12)."""
    return channel == Channel.VIDEO


def asks_for_documents(channel: str) -> bool:
    """Whether documents are asked for: not by phone, which is for information only (R2)."""
    return channel != Channel.PHONE


def helpful_requirements(channel: str) -> list[Requirement]:
    """What a person can ask for (R7): not what makes no difference in this channel."""
    by_video = [Requirement.SIGN_LANGUAGE, Requirement.LIP_READING, Requirement.LOW_VISION]
    if channel == Channel.PHONE:
        return []
    return by_video if channel == Channel.VIDEO else list(Requirement)


def status_when_cancelled(by: Actor) -> Appointment.Status:
    """The state after cancelling: who cancelled is a state (ADR 0005)."""
    if by.is_public:
        return Appointment.Status.CANCELLED_BY_CITIZEN
    return Appointment.Status.CANCELLED_BY_MUNICIPALITY


MADE_BY: Mapping[ActorKind, Appointment.MadeBy] = {
    ActorKind.CITIZEN: Appointment.MadeBy.CITIZEN,
    ActorKind.EMPLOYEE: Appointment.MadeBy.EMPLOYEE,
}


def made_by(by: Actor) -> Appointment.MadeBy:
    """Who an appointment counts as made by; only a citizen's carries a declaration (R8)."""
    return MADE_BY[by.kind]


def _day(moment: datetime) -> date:
    return local_day(int(moment.timestamp()))
