"""The data: towns with one office, one offering and ten desks each, half booked.

Twenty-nine of them hold a million appointments: two years of past, ninety days ahead. A larger
platform has more towns, and each desk has the same past.
"""

from datetime import date, datetime, timedelta
from hashlib import sha256

import psycopg
from psycopg import sql

from benchmarks.founding import PAST, found_towns
from benchmarks.stage import Stage
from mydimos.crypto.sealing import seal
from mydimos.scheduling.spans import ATHENS
from mydimos_local.folders import CHECKOUT
from mydimos_local.postgres import APPLICATION, OWNER, SUPERUSER

PER_TOWN = 35_000  # appointments: 10 desks x 12 times x 586 working days, half of them booked
AHEAD = timedelta(days=90)
KEPT = timedelta(days=14)  # as long the data of an earlier run still fill the horizon
HERE = CHECKOUT / "benchmarks"
COMMANDS = (
    ("setup_database", OWNER),
    ("load_municipalities", APPLICATION),
    ("load_holidays", APPLICATION),
    ("load_catalogue", APPLICATION),
)


def ensure(stage: Stage, database: str, appointments: int, *, today: date) -> None:
    """Fill the database, unless an earlier run has.

    Raises CannotStart when a command fails.
    """
    stage.server.ensure_roles_and_database(database)
    if _is_fresh(stage, database, appointments, today):
        _remove_traces(stage, database)
        return
    print(f"Filling the database with {appointments:,} appointments …", flush=True)
    _recreate(stage, database)
    for command, role in COMMANDS:
        stage.manage(command, role, database=database)
    found_towns(-(-appointments // PER_TOWN), datetime.now(ATHENS))
    _fill(stage, database, today)
    _leave_stamp(stage, database, appointments, today)


def _fill(stage: Stage, database: str, today: date) -> None:
    """Load as the superuser, without triggers and indexes; make the indexes afterwards.

    The constraint that no time is taken twice is then checked over all rows at once.
    """
    with psycopg.connect(stage.server.url(database, SUPERUSER), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET maintenance_work_mem = '512MB'")
        connection.execute("SET work_mem = '256MB'")
        with connection.transaction():
            made = _take_indexes_away(connection)
            _load(connection, today)
            for statement in made:
                connection.execute(statement.encode())
        connection.execute("VACUUM ANALYZE")


def _load(connection: psycopg.Connection, today: date) -> None:
    values = {
        "first": (today - PAST).isoformat(),
        "last": (today + AHEAD).isoformat(),
        "now": datetime.now(ATHENS).isoformat(),
        "email": seal(b"eleni@mail.example", place="booking.Participant.email"),
        "name": seal("Ελένη Παπαδοπούλου".encode(), place="booking.Participant.name"),
    }
    for statement in (HERE / "filling.sql").read_text().split(";\n"):
        bound = psycopg.ClientCursor(connection).mogrify(statement, values)
        connection.execute(bound.encode())


INDEXES = """
SELECT CASE WHEN c.oid IS NULL
            THEN format('DROP INDEX %%s', i.indexrelid::regclass)
            ELSE format('ALTER TABLE %%s DROP CONSTRAINT %%I', i.indrelid::regclass, c.conname)
       END,
       CASE WHEN c.oid IS NULL
            THEN pg_get_indexdef(i.indexrelid)
            ELSE format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', i.indrelid::regclass,
                        c.conname, pg_get_constraintdef(c.oid))
       END
FROM pg_index i LEFT JOIN pg_constraint c
     ON c.conindid = i.indexrelid AND c.conrelid = i.indrelid AND c.contype IN ('p', 'u', 'x')
WHERE i.indrelid = ANY(%s::regclass[]) AND NOT i.indisprimary
  AND NOT EXISTS (SELECT FROM pg_constraint f WHERE f.contype = 'f' AND f.conindid = i.indexrelid)
"""
FILLED = [
    "booking_occupancy", "booking_appointment", "booking_participant", "booking_participantword",
]  # fmt: skip


def _take_indexes_away(connection: psycopg.Connection) -> list[str]:
    """Drop them; the statements that make them again."""
    found = connection.execute(INDEXES, [FILLED]).fetchall()
    for drop, _ in found:
        connection.execute(drop.encode())
    return [make for _, make in found]


def _recreate(stage: Stage, database: str) -> None:
    name = sql.Identifier(database)
    with psycopg.connect(stage.server.url("postgres", SUPERUSER), autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))
    stage.server.ensure_roles_and_database(database)


TRACES = """
CREATE TEMP TABLE made AS SELECT id FROM notices_textversion WHERE version = 'generated';
DELETE FROM booking_occupancy o WHERE o.kind <> 'appointment' OR o.owner IN (
  SELECT public_id FROM booking_appointment WHERE declaration_id <> ALL (SELECT id FROM made));
DELETE FROM booking_participantword WHERE appointment_id IN (
  SELECT id FROM booking_appointment WHERE declaration_id <> ALL (SELECT id FROM made));
DELETE FROM booking_participant WHERE appointment_id IN (
  SELECT id FROM booking_appointment WHERE declaration_id <> ALL (SELECT id FROM made));
DELETE FROM booking_appointment WHERE declaration_id <> ALL (SELECT id FROM made);
TRUNCATE booking_hold, booking_historyentry, notifications_message, audit_line, identity_session,
         identity_tally, procrastinate_jobs CASCADE;
DELETE FROM identity_citizen WHERE key_version <> 'made';
"""


def _remove_traces(stage: Stage, database: str) -> None:
    """What an earlier run has booked."""
    with psycopg.connect(stage.server.url(database, SUPERUSER), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(TRACES)
        for table in FILLED:
            connection.execute(sql.SQL("VACUUM ANALYZE {}").format(sql.Identifier(table)))


def _is_fresh(stage: Stage, database: str, appointments: int, today: date) -> bool:
    query = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
    with psycopg.connect(stage.server.url("postgres", SUPERUSER)) as connection:
        row = connection.execute(query, [database]).fetchone()
    fingerprint, _, day = ((row and row[0]) or "").partition(" ")
    if fingerprint != _fingerprint(appointments):
        return False
    return today - KEPT <= date.fromisoformat(day) <= today


def _leave_stamp(stage: Stage, database: str, appointments: int, today: date) -> None:
    comment = sql.SQL("COMMENT ON DATABASE {} IS {}").format(
        sql.Identifier(database), sql.Literal(f"{_fingerprint(appointments)} {today}")
    )
    with psycopg.connect(stage.server.url("postgres", SUPERUSER)) as connection:
        connection.execute(comment)


def _fingerprint(appointments: int) -> str:
    package = CHECKOUT / "src" / "mydimos"
    files = [
        HERE / "filling.py",
        HERE / "founding.py",
        HERE / "filling.sql",
        *package.glob("**/migrations/*.py"),
    ]
    digest = sha256(str(appointments).encode())
    for file in sorted([*files, *package.glob("directory/data/*.csv")]):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
