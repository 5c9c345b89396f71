"""`manage.py setup_database`: tables and rights, run as the owner of the database."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

# The application's login role is a member of `mydimos_app`, which owns nothing.
CREATE_ROLE = """
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'mydimos_app') THEN
    CREATE ROLE mydimos_app NOLOGIN;
  END IF;
END $$
"""

GRANTS = """
GRANT USAGE ON SCHEMA public TO mydimos_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO mydimos_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO mydimos_app;
REVOKE UPDATE, DELETE ON audit_line, notices_textversion FROM mydimos_app;
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM mydimos_app;
"""


class Command(BaseCommand):
    """Migrates, then gives the application's role what it needs and no more. Safe to repeat."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Run with DATABASE_URL of the owner."""
        with connection.cursor() as cursor:
            cursor.execute(CREATE_ROLE)
            # Who serves people meanwhile must not wait behind a migration that waits for a lock.
            cursor.execute("SET lock_timeout = '5s'")
        call_command("migrate", interactive=False, verbosity=options["verbosity"])
        with connection.cursor() as cursor:
            cursor.execute(GRANTS)
            cursor.execute("ANALYZE")  # without statistics the first plans are bad ones
