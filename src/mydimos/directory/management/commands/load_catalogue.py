"""`manage.py load_catalogue`: take the national catalogue of services over."""

from typing import Any

from django.core.management.base import BaseCommand

from mydimos.directory.services import load_catalogue


class Command(BaseCommand):
    """Adds and renews; never touches what municipalities have adopted. Safe to repeat."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Run with each new release."""
        self.stdout.write(f"{load_catalogue()} services")
