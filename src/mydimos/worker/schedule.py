"""The acts that run by the clock, and how often. Each calls one verb."""

import logging
from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app

from mydimos.booking.mails import queue_reminders
from mydimos.booking.services import sweep
from mydimos.identity.limits import forget_ended
from mydimos.identity.services import forget_leftovers
from mydimos.identity.sessions import SessionStore
from mydimos.notifications import services
from mydimos.notifications.ports import BounceMailbox
from mydimos.notifications.queries import mail_health
from mydimos.notifications.services import queue_forgotten
from mydimos.worker.clock import every

log = logging.getLogger(__name__)

KEEP_FAILED_JOBS = 7 * 24  # hours


@every("* * * * *")
def sweep_holds(now: datetime) -> int:
    """Holds and embargoes that ran out."""
    return sweep(now=now)


@every("*/5 * * * *")
def remind(now: datetime) -> int:
    """The reminders that have become due."""
    return queue_reminders(now=now)


@every("*/10 * * * *")
def send_forgotten(now: datetime) -> int:
    """Messages that wait and have no job."""
    return queue_forgotten(now=now)


@every("2-59/5 * * * *")
def read_bounces(now: datetime) -> int:
    """Reports of undeliverable mail."""
    mailbox = _bounce_mailbox()
    return services.read_bounces(mailbox, now=now) if mailbox else 0


@every("37 3 * * *")
def delete_other_mail(now: datetime) -> int:
    """Mail in the mailbox of bounces that is no report and is 30 days old."""
    mailbox = _bounce_mailbox()
    return services.delete_other_mail(mailbox, now=now) if mailbox else 0


@every("4-59/5 * * * *")
def watch_mail(now: datetime) -> int:
    """Write the alarms of the mail queue into the log."""
    health = mail_health(now=now)
    for alarm in health.alarms:
        log.error("alarm: %s", alarm, extra={"count": health.waiting + health.failed})
    return 0


@every("17 * * * *")
def forget(now: datetime) -> int:
    """Sessions and tallies that ran out, and what is left of logins that were set up."""
    SessionStore.clear_expired()
    return forget_ended(now=now) + forget_leftovers(now=now)


@app.periodic(cron="* * * * *")
@app.task(name="mydimos.take_up", queue="clock", queueing_lock="mydimos.take_up")
async def take_up(timestamp: int) -> None:  # noqa: ARG001 (procrastinate gives it)
    """Jobs whose worker died at them."""
    for job in await app.job_manager.get_stalled_jobs():
        await app.job_manager.retry_job(job)
        log.warning("a worker died at a job: it is taken up again", extra={"task": job.task_name})


@app.periodic(cron="41 3 * * *")
@app.task(name="mydimos.purge", queue="clock", queueing_lock="mydimos.purge")
async def purge(timestamp: int) -> None:  # noqa: ARG001 (procrastinate gives it)
    """Jobs that failed long ago; those that succeeded go at once."""
    await app.job_manager.delete_old_jobs(
        KEEP_FAILED_JOBS, include_failed=True, include_cancelled=True, include_aborted=True
    )


def _bounce_mailbox() -> BounceMailbox | None:
    """The mailbox of bounces; None where this installation reads none."""
    if not settings.BOUNCE_MAILBOX_URL:
        return None
    mailbox: BounceMailbox = import_string(settings.BOUNCE_MAILBOX)()
    return mailbox
