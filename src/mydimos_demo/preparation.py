"""Tables and data of the demo, brought up to date when what makes them has changed."""

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from importlib.metadata import version

import psycopg

from mydimos_demo import stamp
from mydimos_demo.processes import ProcessGroup, program
from mydimos_demo.stamp import Stamp
from mydimos_local.errors import CannotStart
from mydimos_local.folders import CHECKOUT
from mydimos_local.postgres import APPLICATION, OWNER, EmbeddedPostgres

STEPS = (
    ("setup_database", OWNER, "tables and rights"),
    ("load_municipalities", APPLICATION, "municipalities"),
    ("load_holidays", APPLICATION, "local holidays"),
    ("load_catalogue", APPLICATION, "services"),
    ("load_demo", APPLICATION, "offices, employees and appointments"),
)
FILLING = (("fill_demo", APPLICATION, "appointments of the coming days"),)
SOURCES = (
    "mydimos/**/migrations/*.py",
    "mydimos/**/management/commands/*.py",
    "mydimos/**/models.py",
    "mydimos/**/models/*.py",
    "mydimos/**/*.csv",
    "mydimos/**/*.json",
    "mydimos_demo/content/*.*",
    "mydimos_demo/logins.py",
    "mydimos_local/phone.py",
)


def prepare(
    server: EmbeddedPostgres, group: ProcessGroup, environment: Mapping[str, str], *, today: date
) -> None:
    """Migrate and load, if anything changed since the last time; else fill calendars once a day.

    Raises CannotStart where the tables are of an older version, or with the step that failed,
    whose output has been shown by then. `today` is the date in Athens.
    """
    server.ensure_roles_and_database()
    made_by = stamp.of_sources(_fingerprint(), today)
    found = stamp.read(server)
    if found == made_by:
        return
    if found and not found.leads_to(made_by):
        raise CannotStart(
            f"The data in {server.data} were made by an older version of myDimos, whose tables "
            "were different: «make demo-reset» removes them, then «make demo» makes new ones."
        )
    if found and found.sources == made_by.sources:
        _run(FILLING, server, group, environment)
    else:
        # First, so that a database is recognised whose preparation was interrupted.
        stamp.write(server, Stamp("", made_by.migrations))
        _run(STEPS, server, group, environment)
        _analyze(server)
    stamp.write(server, made_by)


def _run(
    steps: Sequence[tuple[str, str, str]],
    server: EmbeddedPostgres,
    group: ProcessGroup,
    environment: Mapping[str, str],
) -> None:
    for command, role, what in steps:
        print(f"Preparing: {what} …", flush=True)
        step = program(
            "prepare",
            [sys.executable, "manage.py", command, "--verbosity=0", "--skip-checks"],
            {**environment, "DATABASE_URL": server.url(role=role), "LOG_LEVEL": "WARNING"},
        )
        if group.run(step):
            raise CannotStart(f"«manage.py {command}» failed, its own words are above.")


def _analyze(server: EmbeddedPostgres) -> None:
    """Take statistics now: until PostgreSQL takes them by itself, its plans are slow."""
    with psycopg.connect(server.url(role=OWNER), autocommit=True) as connection:
        connection.execute("ANALYZE")


def _fingerprint() -> str:
    root = CHECKOUT / "src"
    digest = sha256(f"{version('django')} {version('procrastinate')}".encode())
    for file in sorted({file for glob in SOURCES for file in root.glob(glob)}):
        digest.update(str(file.relative_to(root)).encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
