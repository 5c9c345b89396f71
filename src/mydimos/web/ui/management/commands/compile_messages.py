"""`manage.py compile_messages`: make the translations readable for Django."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from mydimos.web.ui.messages import compile_po


class Command(BaseCommand):
    """Needs no gettext programs. Safe to repeat."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Run after the set-up and after each change of a .po file."""
        for folder in settings.LOCALE_PATHS:
            for path in sorted(folder.rglob("*.po")):
                self.stdout.write(str(compile_po(path)))
