"""`manage.py end_sessions`: logs out one citizen, or all people at once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from mydimos.audit.actors import Actor
from mydimos.identity.services import end_sessions


class Command(BaseCommand):
    """The next request of those people begins a new session; what they had typed is lost."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        whose = parser.add_mutually_exclusive_group(required=True)
        whose.add_argument("--all", action="store_true", help="of all people")
        whose.add_argument("--citizen", type=int, metavar="NUMBER", help="identity_citizen.id")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints how many sessions were ended."""
        ended = end_sessions(citizen_id=options["citizen"], by=Actor.system(), now=timezone.now())
        self.stdout.write(f"{ended} sessions ended")
