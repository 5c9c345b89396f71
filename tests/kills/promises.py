"""What must hold afterwards, asked in SQL of its own: neither models nor constraints are used."""

from collections.abc import Iterable, Sequence
from email import message_from_bytes
from pathlib import Path
from typing import LiteralString, NamedTuple

import psycopg

from tests.kills.people import Told

OVERLAPS = """
    SELECT count(*) FROM booking_occupancy AS one JOIN booking_occupancy AS other
        ON one.resource_id = other.resource_id AND one.id < other.id
        AND lower(one.during) < upper(other.during) AND lower(other.during) < upper(one.during)
"""
# A booked appointment takes its own time, once for each need; other time has an owner.
WITHOUT_TIME = """
    SELECT count(*) FROM booking_appointment AS a WHERE a.status = 'booked' AND (
        SELECT count(*) FROM booking_occupancy AS o WHERE o.owner = a.public_id
            AND o.kind = 'appointment'
            AND lower(o.during) = a.starts_at AND upper(o.during) = a.ends_at
    ) <> (SELECT count(*) FROM directory_need AS n WHERE n.offering_id = a.offering_id)
"""
ORPHANS = """
    SELECT count(*) FROM booking_occupancy AS o WHERE CASE o.kind
        WHEN 'appointment' THEN NOT EXISTS (
            SELECT FROM booking_appointment AS a WHERE a.public_id = o.owner
                AND a.status IN ('booked', 'completed', 'missed')
                AND lower(o.during) = a.starts_at AND upper(o.during) = a.ends_at)
        WHEN 'hold' THEN NOT EXISTS (
            SELECT FROM booking_hold AS h WHERE h.public_id = o.owner
                AND lower(o.during) = h.starts_at AND upper(o.during) = h.ends_at)
    END
"""
WAITING = "SELECT count(*) FROM notifications_message WHERE state = 'queued'"
APPOINTMENTS = "SELECT public_id::text, reference, status, starts_at FROM booking_appointment"
CONFIRMATIONS = """
    SELECT subject::text, replace(public_id::text, '-', '') FROM notifications_message
    WHERE kind = 'booking.confirmation' AND recipient = 'served'
"""


class Promise(NamedTuple):
    """A sentence, and how often it is broken."""

    sentence: str
    broken: int


class Mailbox:
    """The Message-IDs that the mail sink took, by address of the recipient."""

    def __init__(self, folder: Path) -> None:
        self.by_address: dict[str, list[str]] = {}
        for file in folder.glob("*.eml"):
            mail = message_from_bytes(file.read_bytes())
            name = str(mail["Message-ID"]).strip("<>").partition("@")[0]
            self.by_address.setdefault(str(mail["X-Envelope-To"]), []).append(name)

    @property
    def copies(self) -> int:
        """How many mails came again with a Message-ID that had come before (RFC 5321, 4.5.3.2)."""
        return sum(len(names) - len(set(names)) for names in self.by_address.values())


def promises(
    connection: psycopg.Connection, told: Sequence[Told], mailbox: Mailbox
) -> Iterable[Promise]:
    """Each promise with the number of times that it is broken."""
    there = {row[0]: row[1:] for row in connection.execute(APPOINTMENTS)}
    yield Promise(
        f"each of {len(told)} acknowledged bookings is there with its reference",
        sum(there.get(one.public_id, ("",))[0] != one.reference.replace("-", "") for one in told),
    )
    sure = [one for one in told if not one.is_unsure and one.public_id in there]
    yield Promise(
        f"each of {sum(one.is_cancelled for one in sure)} cancellations holds, and no other",
        sum(("cancelled" in there[one.public_id][1]) != one.is_cancelled for one in sure),
    )
    moved = [one for one in sure if one.starts_at]
    yield Promise(
        f"each of {len(moved)} moved appointments is at its new time",
        sum(there[one.public_id][2] != one.starts_at for one in moved),
    )
    yield from _mails(connection, sure, mailbox)
    yield Promise("no resource is taken twice at a time", _number(connection, OVERLAPS))
    yield Promise("each booked appointment has its time", _number(connection, WITHOUT_TIME))
    yield Promise("no time is taken without an owner", _number(connection, ORPHANS))
    yield Promise("no message is left waiting", _number(connection, WAITING))


def waiting_messages(connection: psycopg.Connection) -> int:
    """How many messages are not settled."""
    return _number(connection, WAITING)


def _mails(
    connection: psycopg.Connection, told: Sequence[Told], mailbox: Mailbox
) -> Iterable[Promise]:
    """Counted by Message-ID: SMTP allows the same mail twice where an answer was lost."""
    confirmations: dict[str, list[str]] = {}
    for subject, name in connection.execute(CONFIRMATIONS):
        confirmations.setdefault(subject, []).append(name)
    unchanged = 0
    missing = twice = 0
    for one in told:
        names = set(confirmations.get(one.public_id, []))
        arrived = len(names & set(mailbox.by_address.get(one.email, [])))
        twice += arrived > 1
        if not (one.is_moved or one.is_cancelled):
            unchanged += 1
            missing += arrived == 0
    yield Promise(f"each of {unchanged} unchanged bookings has its confirmation mail", missing)
    yield Promise("none has two confirmations with different Message-IDs", twice)


def _number(connection: psycopg.Connection, query: LiteralString) -> int:
    row = connection.execute(query).fetchone()
    return int(row[0]) if row else -1
