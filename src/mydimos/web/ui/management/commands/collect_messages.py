"""`manage.py collect_messages`: bring the .po files up to date with programs and templates."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from mydimos.web.ui.messages.catalogue import Entry, read_po, write_po
from mydimos.web.ui.messages.sources import keys_of


class Command(BaseCommand):
    """Adds what is new without a translation, drops what is no longer said."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Run after texts have changed; then translate what is listed."""
        keys = keys_of(settings.PACKAGE)
        for path in sorted(settings.PACKAGE.joinpath("locale").rglob("*.po")):
            known = read_po(path)
            entries = [
                known.get(key) or Entry(key, ("", "") if key.plural else ("",)) for key in keys
            ]
            write_po(path, entries, language=path.parent.parent.name)
            for entry in entries:
                if not entry.is_complete:
                    self.stdout.write(f"{path.parent.parent.name}: {entry.key.text}")
