"""`manage.py check_offerings`: name the services that nothing can be booked for, and why."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from mydimos.booking.queries.configuration import incomplete_offerings
from mydimos.directory.models import Municipality
from mydimos.scheduling.rules import Misconfiguration

SENTENCES = {
    Misconfiguration.NO_RESOURCE: "no employee, counter or interpreter is in service for a need",
    Misconfiguration.NO_HOURS: "no opening hours for this office and channel from today on",
    Misconfiguration.NO_HORIZON: "how many days ahead can be booked is not set",
    Misconfiguration.NO_DURATION: "the duration or the step is not positive",
    Misconfiguration.NOT_A_SHARE: "the share kept for staff is not between 0 and 1",
    Misconfiguration.NEGATIVE: "a pause, notice or horizon is negative",
}


class Command(BaseCommand):
    """Ends with 1 where an offering is incomplete. Reads only."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", nargs="*", help="municipalities; without any: all that opened")

    def handle(self, *args: Any, **options: Any) -> None:
        """One line for each incomplete offering."""
        municipalities = Municipality.objects.filter(opened_on__isnull=False).order_by("code")
        if options["slug"]:
            municipalities = municipalities.filter(slug__in=options["slug"])
        lines = [
            f"{municipality.slug}: {found.offering}: {SENTENCES[found.missing]}"
            for municipality in municipalities
            for found in incomplete_offerings(municipality, now=timezone.now())
        ]
        for line in lines:
            self.stdout.write(line)
        if lines:
            raise SystemExit(1)
