"""What must hold, asked in SQL of its own: neither models nor constraints are used."""

from collections.abc import Iterator
from datetime import datetime
from typing import LiteralString, NamedTuple
from uuid import UUID

import psycopg

from tests.races.racing import Record
from tests.races.town import OF_ALL, OF_ONE_OFFERING

# Each counts what breaks the promise. They hold at any moment, also while people race.
ALWAYS: dict[str, LiteralString] = {
    "no resource is taken twice at a time": """
        SELECT count(*) FROM booking_occupancy AS one JOIN booking_occupancy AS other
            ON one.resource_id = other.resource_id AND one.id < other.id
            AND lower(one.during) < upper(other.during)
            AND lower(other.during) < upper(one.during)""",
    "between two appointments lies the longer pause": """
        SELECT count(*) FROM booking_occupancy AS one JOIN booking_occupancy AS other
            ON one.resource_id = other.resource_id AND upper(one.during) <= lower(other.during)
            AND one.kind = 'appointment' AND other.kind = 'appointment'
            AND lower(other.during) < upper(one.during)
                + make_interval(mins => greatest(one.gap_after, other.gap_before))""",
    "each booked appointment has its time, once for each need": """
        SELECT count(*) FROM booking_appointment AS a WHERE a.status = 'booked' AND (
            SELECT count(*) FROM booking_occupancy AS o WHERE o.owner = a.public_id
                AND o.kind = 'appointment'
                AND lower(o.during) = a.starts_at AND upper(o.during) = a.ends_at
        ) <> (SELECT count(*) FROM directory_need AS n WHERE n.offering_id = a.offering_id)""",
    "no time is taken by an appointment that is not booked for it": """
        SELECT count(*) FROM booking_occupancy AS o WHERE o.kind = 'appointment' AND NOT EXISTS (
            SELECT FROM booking_appointment AS a WHERE a.public_id = o.owner
                AND a.status = 'booked'
                AND lower(o.during) = a.starts_at AND upper(o.during) = a.ends_at)""",
    "one hold a person": """
        SELECT count(*) FROM (SELECT FROM booking_hold WHERE citizen_id IS NOT NULL
            GROUP BY citizen_id HAVING count(*) > 1) AS more""",
    "nobody has more appointments of one offering than it allows": """
        SELECT count(*) FROM (
            SELECT FROM booking_appointment AS a JOIN booking_participant AS p
                ON p.appointment_id = a.id AND p.citizen_id IS NOT NULL
            WHERE a.status = 'booked'
            GROUP BY p.citizen_id, a.offering_id HAVING count(*) > %(of_one)s) AS more""",
    "nobody has more appointments than the platform allows": """
        SELECT count(*) FROM (
            SELECT FROM booking_appointment AS a JOIN booking_participant AS p
                ON p.appointment_id = a.id AND p.citizen_id IS NOT NULL
            WHERE a.status = 'booked'
            GROUP BY p.citizen_id HAVING count(*) > %(of_all)s) AS more""",
    "nobody must be at two appointments at once": """
        SELECT count(*) FROM booking_appointment AS one
            JOIN booking_participant AS p ON p.appointment_id = one.id
            JOIN booking_participant AS q ON q.citizen_id = p.citizen_id
            JOIN booking_appointment AS other ON other.id = q.appointment_id
        WHERE one.id < other.id AND one.status = 'booked' AND other.status = 'booked'
            AND one.starts_at < other.ends_at AND other.starts_at < one.ends_at""",
}
# Of a hold that ran out, time may be left for the next sweep.
WITHOUT_HOLD = """
    SELECT count(*) FROM booking_occupancy AS o WHERE o.kind = 'hold' AND o.expires_at > %s
        AND NOT EXISTS (SELECT FROM booking_hold AS h WHERE h.public_id = o.owner
            AND lower(o.during) = h.starts_at)"""
LIVE_HOLDS = """
    SELECT count(*) FROM booking_hold AS h WHERE h.expires_at > %s AND (
        SELECT count(*) FROM booking_occupancy AS o WHERE o.owner = h.public_id
    ) <> cardinality(h.resources) AND h.moves_id IS NULL"""


class Promise(NamedTuple):
    """A sentence, and how often it is broken."""

    sentence: str
    broken: int


def always(connection: psycopg.Connection) -> Iterator[Promise]:
    """What holds at any moment; each is one statement and sees one moment."""
    for sentence, query in ALWAYS.items():
        yield Promise(sentence, _number(connection, query))


def afterwards(connection: psycopg.Connection, record: Record, now: datetime) -> Iterator[Promise]:
    """All that holds when the race is over."""
    yield from always(connection)
    for sentence, query in (
        ("each hold that has not run out has its time", LIVE_HOLDS),
        ("no time is held without a hold", WITHOUT_HOLD),
    ):
        (broken,) = connection.execute(query, [now]).fetchone() or (-1,)
        yield Promise(sentence, broken)
    there = _ids(connection, "SELECT public_id FROM booking_appointment")
    yield Promise(
        f"the {len(record.booked)} bookings that people were told of are there, and no other",
        len(record.booked ^ there),
    )
    cancelled = _ids(
        connection, "SELECT public_id FROM booking_appointment WHERE status LIKE 'cancelled%'"
    )
    yield Promise(
        f"the {len(record.cancelled)} cancellations that people were told of hold, and no other",
        len(record.cancelled ^ cancelled),
    )
    moved = _number(connection, "SELECT count(*) FROM booking_historyentry WHERE act = 'moved'")
    yield Promise(
        f"the {len(record.moves)} moves that people were told of happened, and no other",
        abs(len(record.moves) - moved),
    )
    confirmations = """
        SELECT count(*) FROM booking_appointment AS a WHERE 1 <> (
            SELECT count(*) FROM notifications_message AS m
            WHERE m.subject = a.public_id AND m.kind = 'booking.confirmation'
                AND m.recipient = 'served')"""
    yield Promise("each booking has one confirmation", _number(connection, confirmations))
    yield Promise("a live hold is never refused to its owner", record.refused_to_owner)
    yield Promise("the hold's id is the appointment's", record.changed_identity)
    yield Promise("no deadlock and no other error", len(record.errors))
    refusals = sum(
        times for outcome, times in record.outcomes.items() if outcome.endswith("LimitReached")
    )
    yield Promise(f"limits were really reached ({refusals} times)", int(refusals == 0))


def _number(connection: psycopg.Connection, query: LiteralString) -> int:
    limits = {"of_one": OF_ONE_OFFERING, "of_all": OF_ALL}
    row = connection.execute(query, limits).fetchone()
    return int(row[0]) if row else -1


def _ids(connection: psycopg.Connection, query: LiteralString) -> set[UUID]:
    return {row[0] for row in connection.execute(query)}
