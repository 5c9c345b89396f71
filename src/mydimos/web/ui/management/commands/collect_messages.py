"""`manage.py collect_messages`: bring the .po files up to date with programs and templates."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from mydimos.web.ui import messages


class Command(BaseCommand):
    """Adds new texts, drops those that are gone; a changed one keeps its translation as fuzzy."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Run after texts have changed; then translate what is listed."""
        template = messages.collected(settings.PACKAGE)
        for path in sorted(settings.PACKAGE.joinpath("locale").rglob("*.po")):
            catalog = messages.read(path)
            catalog.update(template)
            messages.write(path, catalog)
            for message in messages.texts(catalog):
                if message.fuzzy or not all(messages.translations(message)):
                    self.stdout.write(f"{path.parts[-3]}: {messages.key(message)[0]}")
