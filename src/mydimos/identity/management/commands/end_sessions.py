"""`manage.py end_sessions`: logs out one citizen, one employee, or all people at once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from mydimos.audit.actors import Actor
from mydimos.identity.queries import user_by_email
from mydimos.identity.services import end_sessions, end_sessions_of_user


class Command(BaseCommand):
    """The next request of those people begins a new session; what they had typed is lost."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        whose = parser.add_mutually_exclusive_group(required=True)
        whose.add_argument("--all", action="store_true", help="of all people")
        whose.add_argument("--employee", metavar="E-MAIL", help="of this user of the office")
        whose.add_argument("--citizen", type=int, metavar="NUMBER", help="identity_citizen.id")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints how many sessions were ended. Raises CommandError for an unknown e-mail."""
        by, now = Actor.system(), timezone.now()
        if options["employee"]:
            user = user_by_email(options["employee"])
            if user is None:
                raise CommandError("No user has this e-mail.")
            ended = end_sessions_of_user(user=user, by=by, now=now)
        else:
            ended = end_sessions(citizen_id=options["citizen"], by=by, now=now)
        self.stdout.write(f"{ended} sessions ended")
