"""Tables and data of the demo, made anew only when what makes them has changed."""

import sys
from collections.abc import Mapping
from hashlib import sha256
from importlib.metadata import version

import psycopg
from psycopg import sql

from mydimos_demo.processes import Child, ProcessGroup
from mydimos_local.errors import CannotStart
from mydimos_local.folders import CHECKOUT
from mydimos_local.postgres import APPLICATION, DATABASE, OWNER, SUPERUSER, EmbeddedPostgres

STEPS = (
    ("setup_database", OWNER, "tables and rights"),
    ("load_municipalities", APPLICATION, "municipalities"),
    ("load_holidays", APPLICATION, "local holidays"),
    ("load_catalogue", APPLICATION, "services"),
    ("load_demo", APPLICATION, "offices, employees and appointments"),
)
SOURCES = (
    "mydimos/**/migrations/*.py",
    "mydimos/**/management/commands/*.py",
    "mydimos/**/models.py",
    "mydimos/**/models/*.py",
    "mydimos/**/*.csv",
    "mydimos/**/*.json",
    "mydimos_demo/content/*",
)


def prepare(server: EmbeddedPostgres, group: ProcessGroup, environment: Mapping[str, str]) -> None:
    """Migrate and load, if anything changed since the last time.

    Raises CannotStart with the step that failed; its output has been shown by then.
    """
    server.ensure_roles_and_database()
    stamp = _fingerprint()
    if _stamp(server) == stamp:
        return
    for command, role, what in STEPS:
        print(f"Preparing: {what} …", flush=True)
        child = Child(
            "prepare",
            [sys.executable, "manage.py", command, "--verbosity=0", "--skip-checks"],
            {**environment, "DATABASE_URL": server.url(role=role), "LOG_LEVEL": "WARNING"},
        )
        if group.run(child):
            raise CannotStart(f"«manage.py {command}» failed, its own words are above.")
    _learn(server)
    _leave_stamp(server, stamp)


def _learn(server: EmbeddedPostgres) -> None:
    """Statistics at once: until PostgreSQL takes them by itself, its plans are bad ones."""
    with psycopg.connect(server.url(role=OWNER), autocommit=True) as connection:
        connection.execute("ANALYZE")


def _fingerprint() -> str:
    root = CHECKOUT / "src"
    digest = sha256(f"{version('django')} {version('procrastinate')}".encode())
    for file in sorted({file for glob in SOURCES for file in root.glob(glob) if file.is_file()}):
        digest.update(str(file.relative_to(root)).encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _stamp(server: EmbeddedPostgres) -> str | None:
    """Kept in the database itself: it goes when the data go."""
    query = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
    with psycopg.connect(server.url("postgres", SUPERUSER)) as connection:
        row = connection.execute(query, [DATABASE]).fetchone()
        return row[0] if row else None


def _leave_stamp(server: EmbeddedPostgres, stamp: str) -> None:
    comment = sql.SQL("COMMENT ON DATABASE {} IS {}").format(
        sql.Identifier(DATABASE), sql.Literal(stamp)
    )
    with psycopg.connect(server.url("postgres", SUPERUSER)) as connection:
        connection.execute(comment)
