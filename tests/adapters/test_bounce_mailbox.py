"""The mailbox of bounces, spoken with a server of the tests."""

import logging
from collections.abc import Iterator
from datetime import date

import pytest
from django.conf import LazySettings

from mydimos.adapters.bounce_mailbox import ImapMailbox, from_settings
from mydimos.notifications.ports import Found
from tests.notifications.imap_server import Mailbox, imap_server


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with imap_server() as running:
        yield running


def is_report(raw: bytes) -> Found:
    return Found.REPORT if b"report" in raw else Found.OTHER


def test_reports_are_deleted_and_the_rest_is_kept_as_seen(mailbox: Mailbox) -> None:
    mailbox.put(b"Subject: a report\r\n\r\n")
    mailbox.put(b"Subject: a question\r\n\r\n")

    found = ImapMailbox(mailbox.url).read(is_report)

    assert found == {Found.REPORT: 1, Found.OTHER: 1}
    assert mailbox.mails == {2: b"Subject: a question\r\n\r\n"}
    assert 2 in mailbox.seen


def test_what_was_kept_is_not_shown_again(mailbox: Mailbox) -> None:
    mailbox.put(b"Subject: a question\r\n\r\n")
    shown: list[bytes] = []

    def keep(raw: bytes) -> Found:
        shown.append(raw)
        return Found.OTHER

    ImapMailbox(mailbox.url).read(keep)
    ImapMailbox(mailbox.url).read(keep)

    assert len(shown) == 1


def test_an_empty_mailbox_is_no_trouble(mailbox: Mailbox) -> None:
    assert not ImapMailbox(mailbox.url).read(is_report)


def test_of_a_huge_mail_the_beginning_is_read(mailbox: Mailbox) -> None:
    mailbox.put(b"Subject: huge\r\n\r\n" + b"x" * 3_000_000)
    sizes: list[int] = []

    def measure(raw: bytes) -> Found:
        sizes.append(len(raw))
        return Found.REPORT

    ImapMailbox(mailbox.url).read(measure)

    assert sizes == [256 * 1024]


def test_what_could_not_be_settled_is_shown_again(mailbox: Mailbox) -> None:
    mailbox.put(b"Subject: a report\r\n\r\n")

    def fail(_raw: bytes) -> Found:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        ImapMailbox(mailbox.url).read(fail)

    assert ImapMailbox(mailbox.url).read(is_report) == {Found.REPORT: 1}


def test_a_mail_that_the_server_cannot_hand_out_does_not_block_the_next(mailbox: Mailbox) -> None:
    mailbox.withheld.add(mailbox.put(b"Subject: damaged on the disk\r\n\r\n"))
    mailbox.put(b"Subject: a report\r\n\r\n")

    found = ImapMailbox(mailbox.url).read(is_report)

    assert found == {Found.UNREADABLE: 1, Found.REPORT: 1}
    assert not ImapMailbox(mailbox.url).read(is_report)


def test_mail_that_is_no_report_goes_when_it_is_old(mailbox: Mailbox) -> None:
    mailbox.put(b"Subject: an old question\r\n\r\n", on=date(2026, 1, 2))
    mailbox.put(b"Subject: a question\r\n\r\n", on=date(2026, 1, 3))
    ImapMailbox(mailbox.url).read(is_report)
    mailbox.put(b"Subject: an old report, not read yet\r\n\r\n", on=date(2026, 1, 2))

    assert ImapMailbox(mailbox.url).delete_seen(before=date(2026, 1, 3)) == 1

    assert set(mailbox.mails) == {2, 3}


def test_where_nothing_is_old_nothing_goes(mailbox: Mailbox) -> None:
    assert ImapMailbox(mailbox.url).delete_seen(before=date(2026, 1, 3)) == 0


def test_a_wrong_password_is_an_os_error_that_names_nobody(
    mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    mailbox.password = "another"

    with caplog.at_level(logging.DEBUG), pytest.raises(OSError, match=r"^mailbox$"):
        ImapMailbox(mailbox.url).read(is_report)

    assert "bounces may not" not in caplog.text


def test_another_folder_can_be_named(mailbox: Mailbox) -> None:
    mailbox.folder = "Returned"
    mailbox.put(b"Subject: a report\r\n\r\n")

    assert ImapMailbox(mailbox.url).read(is_report) == {Found.REPORT: 1}


def test_a_line_that_goes_dead_is_an_os_error_and_the_mail_is_still_there(
    mailbox: Mailbox,
) -> None:
    mailbox.put(b"Subject: a report\r\n\r\n")
    mailbox.breaks_at = "STORE"

    with pytest.raises(OSError, match="mailbox"):
        ImapMailbox(mailbox.url).read(is_report)

    assert mailbox.mails


@pytest.mark.parametrize("url", ["", "https://mail.example", "imaps:///INBOX", "mail.example"])
def test_an_address_of_another_kind_is_refused(settings: LazySettings, url: str) -> None:
    settings.BOUNCE_MAILBOX_URL = url

    with pytest.raises(ValueError, match="imaps://"):
        from_settings()
