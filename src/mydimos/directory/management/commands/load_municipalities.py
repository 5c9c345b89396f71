"""`manage.py load_municipalities`: take the 332 municipalities over from the code book."""

from typing import Any

from django.core.management.base import BaseCommand

from mydimos.directory.services import load_municipalities


class Command(BaseCommand):
    """Adds and renews; never touches what a municipality owns. Safe to repeat."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Run with each new release."""
        self.stdout.write(f"{load_municipalities()} municipalities")
