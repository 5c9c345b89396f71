"""`manage.py fill_demo`: book where the calendars of the coming days have become empty."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from mydimos_demo.content import fill_calendars


class Command(BaseCommand):
    """Books for invented people, whose messages are dropped."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Run after load_demo, once a day."""
        booked = fill_calendars(now=timezone.now())
        if options["verbosity"]:
            self.stdout.write(f"{booked} appointments booked")
