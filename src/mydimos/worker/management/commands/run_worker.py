"""`manage.py run_worker`: sends mails and does what happens by the clock, until it is stopped."""

import asyncio
import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException
from procrastinate.psycopg_connector import PsycopgConnector

from mydimos.worker.watchdog import Watchdog

CONNECTION = 5  # seconds to wait for a connection to PostgreSQL
STOP_WITHIN = 25  # seconds for the jobs at hand; the others are taken up again later


class Command(BaseCommand):
    """Ends by SIGTERM or SIGINT: the jobs at hand are finished first. Several may run.

    Ends with 0 only when it was asked to. Without PostgreSQL, or when it hangs, it ends with 1: the
    service manager starts it again.
    """

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
        connector = PsycopgConnector(kwargs=connector_params(), timeout=CONNECTION)
        try:
            with app.replace_connector(connector):
                is_asked = asyncio.run(_run(options))
        except ConnectorException:  # its text may quote a row
            is_asked = False
        if not (is_asked or options["once"]):
            raise CommandError("The worker lost PostgreSQL and ends, to be started again.")


async def _run(options: dict[str, Any]) -> bool:
    """Run a worker until it ends; whether a signal asked it to."""
    watchdog = Watchdog()
    async with app.open_async():
        watchdog.start()
        work = asyncio.create_task(
            app.run_worker_async(
                concurrency=options["concurrency"],
                fetch_job_polling_interval=options["poll"],
                wait=not options["once"],
                shutdown_graceful_timeout=STOP_WITHIN,
                delete_jobs="successful",
                install_signal_handlers=False,
                worker_middleware=[watchdog.time_job],
            )
        )
        if not options["once"]:  # the journeys run it in a thread, which can take no signals
            _stop_at_signals(work)
        try:
            await work
        except asyncio.CancelledError:
            return True
        finally:
            watchdog.stop()
        return False


def _stop_at_signals(work: asyncio.Task[None]) -> None:
    """Cancel the work at the first signal: jobs are finished. The second ends the process."""
    loop = asyncio.get_running_loop()

    def stop() -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)
        work.cancel()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
