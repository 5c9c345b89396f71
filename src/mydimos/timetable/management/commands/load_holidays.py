"""`manage.py load_holidays`: give municipalities the local holidays of the code book."""

from typing import Any

from django.core.management.base import BaseCommand

from mydimos.timetable.services import load_holidays


class Command(BaseCommand):
    """Leaves alone a municipality that has a list of its own. Safe to repeat."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Run after load_municipalities."""
        self.stdout.write(f"{load_holidays()} new local holidays")
