"""`manage.py mail_status`: the queue and the last day of mail, as JSON; ends with 1 on an alarm."""

import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from mydimos.notifications.queries import mail_health


class Command(BaseCommand):
    """For monitoring: run it every few minutes and look at the exit code."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints one line."""
        health = mail_health(now=timezone.now())
        told = asdict(health) | {
            "oldest": int(health.oldest.total_seconds()),
            "alarms": health.alarms,
        }
        self.stdout.write(json.dumps(told))
        if health.alarms:
            sys.exit(1)
