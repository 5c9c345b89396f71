"""What the demo's database was made by, kept as the database's comment."""

import ast
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256

import psycopg
from psycopg import sql

from mydimos_local.folders import CHECKOUT
from mydimos_local.postgres import DATABASE, SUPERUSER, EmbeddedPostgres


@dataclass(frozen=True)
class Stamp:
    """The fingerprints of all sources, empty until all is loaded, and of each migration.

    `filled_on` is the ISO date in Athens on which the calendars were filled.
    """

    sources: str
    migrations: Mapping[str, str]
    filled_on: str = ""

    def leads_to(self, newer: "Stamp") -> bool:
        """Whether the migrations of `newer` go on from these: none of them changed or removed."""
        return self.migrations.items() <= newer.migrations.items()


OLDER = Stamp("", {"of a version that kept no list": ""})


def of_sources(fingerprint: str, today: date) -> Stamp:
    """The stamp of a database that these sources make today. Comments do not count."""
    root = CHECKOUT / "src" / "mydimos"
    migrations = {
        str(file.relative_to(root)): sha256(
            ast.dump(ast.parse(file.read_text(encoding="utf-8"))).encode()
        ).hexdigest()[:16]
        for file in root.glob("**/migrations/[0-9]*.py")
    }
    return Stamp(fingerprint, migrations, today.isoformat())


def read(server: EmbeddedPostgres) -> Stamp | None:
    """The stamp of the demo's database; None for a new one."""
    query = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
    with psycopg.connect(server.url("postgres", SUPERUSER)) as connection:
        row = connection.execute(query, [DATABASE]).fetchone()
    if row is None or row[0] is None:
        return None
    try:
        return Stamp(**json.loads(row[0]))
    except (ValueError, TypeError):
        return OLDER


def write(server: EmbeddedPostgres, stamp: Stamp) -> None:
    """Keep the stamp in the database itself: it goes when the data go."""
    comment = sql.SQL("COMMENT ON DATABASE {} IS {}").format(
        sql.Identifier(DATABASE), sql.Literal(json.dumps(asdict(stamp)))
    )
    with psycopg.connect(server.url("postgres", SUPERUSER)) as connection:
        connection.execute(comment)
