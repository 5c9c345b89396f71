"""Migrations: none missing, and their SQL is safe to run beside a living application (squawk).

Run with the settings of the tests (`python -m tests.environment …`); starts a database of its own.
"""

# ruff: noqa: INP001 - a script

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import django
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from mydimos_local.postgres import OWNER, EmbeddedPostgres

SQUAWK = Path(sys.executable).with_name("squawk")
NOT_FOR_US = (
    "prefer-robust-stmts",  # Django runs each migration in one transaction
    "prefer-text-field",  # lengths are checked by varchar(n)
    "prefer-bigint-over-int",  # counts and minutes stay small; keys are bigint
    "prefer-bigint-over-smallint",
    "transaction-nesting",  # sqlmigrate shows the BEGIN and COMMIT that Django sends itself
    "require-lock-timeout",  # setup_database sets it for its whole session
    "require-statement-timeout",  # a data migration may take its time
)


def main() -> int:
    """0 when all is well; 1 with the complaints of makemigrations or squawk."""
    with database(), TemporaryDirectory() as folder:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mydimos.config.settings")
        django.setup()
        try:
            call_command("makemigrations", check_changes=True, dry_run=True)
        except SystemExit:
            return 1
        files = write_sql(Path(folder))
        excluded = f"--exclude={','.join(NOT_FOR_US)}"
        command = [
            str(SQUAWK),
            "--pg-version=15",
            "--assume-in-transaction",
            excluded,
            *map(str, files),
        ]
        return subprocess.run(command, check=False).returncode if files else 0


@contextmanager
def database() -> Iterator[None]:
    """Start an empty database: before it writes SQL, Django reads which migrations were applied."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        server = EmbeddedPostgres(Path(folder) / "data", fsync=False)
        server.start()
        try:
            server.ensure_roles_and_database()
            os.environ["DATABASE_URL"] = server.url(role=OWNER)
            yield
        finally:
            server.stop()


def write_sql(folder: Path) -> list[Path]:
    """One file for each migration of ours that meets tables in use: the initial ones meet none."""
    files = []
    for (app, name), migration in sorted(MigrationLoader(None).disk_migrations.items()):
        if migration.initial or not migration.__module__.startswith("mydimos."):
            continue
        out = StringIO()
        call_command("sqlmigrate", app, name, stdout=out, no_color=True)
        file = folder / f"{app}-{name}.sql"
        file.write_text(out.getvalue())
        files.append(file)
    return files


if __name__ == "__main__":
    sys.exit(main())
