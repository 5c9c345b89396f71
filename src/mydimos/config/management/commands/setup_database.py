"""`manage.py setup_database`: tables and rights, run as the owner of the database."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

# The application's login role is a member of both: it acts as `mydimos_app`, and for the length of
# a transaction as `mydimos_office`, which sees some departments only (access.scope).
CREATE_ROLES = """
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'mydimos_app') THEN
    CREATE ROLE mydimos_app NOLOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'mydimos_office') THEN
    CREATE ROLE mydimos_office NOLOGIN NOINHERIT;
  END IF;
END $$
"""

GRANTS = """
GRANT USAGE ON SCHEMA public TO mydimos_app, mydimos_office;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO mydimos_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO mydimos_app, mydimos_office;
REVOKE UPDATE, DELETE ON audit_line, notices_textversion FROM mydimos_app;
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM mydimos_app;
"""

# What a request of the office needs while it reads people and acts for them.
OFFICE_READS = (
    "directory_%", "timetable_%", "access_%", "notices_%", "booking_%", "reception_%",
    "notifications_message", "procrastinate_%", "audit_line", "identity_citizen",
)  # fmt: skip
OFFICE_WRITES = ("booking_%", "reception_%", "notifications_message", "procrastinate_%")
GRANT_OFFICE = """
DO $$ DECLARE one regclass; BEGIN
  FOR one IN SELECT oid FROM pg_class
    WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
      AND relname LIKE ANY ({tables})
  LOOP EXECUTE format('GRANT {rights} ON %s TO mydimos_office', one); END LOOP;
END $$
"""
# Names of colleagues, but nothing that they log in with.
OFFICE_READS_USERS = """
GRANT SELECT (id, public_id, full_name, email, email_index, language, is_active, last_login)
  ON identity_user TO mydimos_office;
"""
# A row is locked with the right to change a column of it; these change nothing that matters.
OFFICE_LOCKS = """
GRANT INSERT ON audit_line TO mydimos_office;
GRANT UPDATE (last_seen_on) ON identity_citizen TO mydimos_office;
GRANT UPDATE (last_login) ON identity_user TO mydimos_office;
GRANT UPDATE (id) ON directory_resource TO mydimos_office;
"""


class Command(BaseCommand):
    """Migrates, then gives the application's role what it needs and no more. Safe to repeat."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Run with DATABASE_URL of the owner."""
        with connection.cursor() as cursor:
            cursor.execute(CREATE_ROLES)
            # Who serves people meanwhile must not wait behind a migration that waits for a lock.
            cursor.execute("SET lock_timeout = '5s'")
        call_command("migrate", interactive=False, verbosity=options["verbosity"])
        with connection.cursor() as cursor:
            cursor.execute(GRANTS)
            cursor.execute(_granted(OFFICE_READS, "SELECT"))
            cursor.execute(OFFICE_READS_USERS)
            cursor.execute(_granted(OFFICE_WRITES, "INSERT, UPDATE, DELETE"))
            cursor.execute(OFFICE_LOCKS)
            cursor.execute("ANALYZE")  # without statistics the first plans are bad ones


def _granted(tables: tuple[str, ...], rights: str) -> str:
    """The statement that gives the office rights on tables; constants of this file."""
    names = ", ".join(f"'{name}'" for name in tables)
    return GRANT_OFFICE.format(tables=f"ARRAY[{names}]", rights=rights)
