"""How mail is doing."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.utils import timezone

from mydimos.notifications.media import Medium
from mydimos.notifications.models import Message
from mydimos.notifications.queries import delivery_of, mail_health

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 2, 2, 5, 30, tzinfo=UTC)
SUBJECT = uuid4()


def message(
    state: str = "queued",
    *,
    queued: datetime = NOW,
    settled: datetime | None = None,
    to: str = "served",
) -> Message:
    return Message.objects.create(
        kind="booking.confirmation",
        medium=Medium.MAIL,
        subject=SUBJECT,
        recipient=to,
        occasion=str(Message.objects.count()),
        state=state,
        queued_at=queued,
        settled_at=settled,
    )


def test_the_queue_is_as_old_as_its_oldest_message() -> None:
    message()
    message(queued=NOW - timedelta(minutes=20))
    message("sent", queued=NOW - timedelta(hours=5), settled=NOW)

    health = mail_health(now=NOW)

    assert (health.waiting, health.oldest) == (2, timedelta(minutes=20))
    assert health.alarms == ["mail is not leaving"]


def test_what_failed_is_counted_for_a_day() -> None:
    for state in ("refused", "bounced", "bounced", "failed"):
        message(state, settled=NOW - timedelta(hours=23))
    message("failed", settled=NOW - timedelta(hours=25))

    health = mail_health(now=NOW)

    assert (health.refused, health.bounced, health.failed) == (1, 2, 1)
    assert health.alarms == ["messages were given up"]


def test_a_mail_server_that_refuses_everyone_rings_an_alarm() -> None:
    for _ in range(11):
        message("refused", settled=NOW)
    for _ in range(9):
        message("sent", settled=NOW)

    assert mail_health(now=NOW).alarms == ["most messages are refused"]


def test_a_few_wrong_addresses_ring_none() -> None:
    for _ in range(5):
        message("refused", settled=NOW)
    for _ in range(20):
        message("sent", settled=NOW)

    assert mail_health(now=NOW).alarms == []


def test_a_quiet_day_rings_no_alarm() -> None:
    message()
    message("refused", settled=NOW)

    assert mail_health(now=NOW).alarms == []


def test_the_person_is_told_of_the_last_message_that_counts() -> None:
    message("bounced", settled=NOW)
    again = message("sent", queued=NOW + timedelta(minutes=5), settled=NOW)
    message("dropped", queued=NOW + timedelta(minutes=6), settled=NOW)
    copy = message("refused", settled=NOW, to="applicant")

    assert delivery_of(SUBJECT, medium=Medium.MAIL) == {"served": again, "applicant": copy}
    assert delivery_of(uuid4(), medium=Medium.MAIL) == {}


def test_the_command_for_monitoring_ends_with_one_on_an_alarm() -> None:
    said = StringIO()
    call_command("mail_status", stdout=said)
    assert json.loads(said.getvalue())["waiting"] == 0

    message(queued=timezone.now() - timedelta(hours=1))

    with pytest.raises(SystemExit, match="1"):
        call_command("mail_status", stdout=StringIO())
