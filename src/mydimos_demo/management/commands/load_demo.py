"""`manage.py load_demo`: what the demo shows, from today on."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from mydimos_demo.content import load_demo


class Command(BaseCommand):
    """Does nothing where there are offices already."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Run after setup_database."""
        loaded = load_demo(now=timezone.now())
        if options["verbosity"]:
            self.stdout.write(str(loaded))
