"""`manage.py run_worker`: sends mails and does what happens by the clock, until it is stopped."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

STOP_WITHIN = 25  # seconds for the jobs at hand; what is not done then is taken up again later


class Command(BaseCommand):
    """Ends by SIGTERM or SIGINT: the jobs at hand are finished first. Several may run."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--concurrency", type=int, default=4, help="jobs at the same time (4)")
        parser.add_argument(
            "--poll", type=float, default=2.0, help="seconds between looks for jobs to retry (2)"
        )
        parser.add_argument(
            "--once", action="store_true", help="do what is waiting and end (for tests)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Listens for new jobs; polls for those that come back later."""
        connector = app.connector
        if not isinstance(connector, DjangoConnector):
            raise TypeError(connector)
        with app.replace_connector(connector.get_worker_connector()):
            app.run_worker(
                concurrency=options["concurrency"],
                fetch_job_polling_interval=options["poll"],
                wait=not options["once"],
                shutdown_graceful_timeout=STOP_WITHIN,
                delete_jobs="successful",
            )
