"""Mails of the demo: taken over SMTP, shown on a page."""

import smtplib
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from threading import Thread

import pytest
import requests

from mydimos_local.mailbox import MailboxPage, SmtpSink

SUBJECT = "Το ραντεβού σας στον Δήμο Καλαμάτας"
CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Ραντεβού\r\nEND:VCALENDAR\r\n"


class Mailbox:
    """A sink and its page, for one test."""

    def __init__(self, folder: Path) -> None:
        self.sink = SmtpSink(folder)
        self.page = MailboxPage(folder)

    def send(self, mail: EmailMessage, *, to: str = "eleni@example.org") -> None:
        with smtplib.SMTP("127.0.0.1", self.sink.port) as client:
            client.send_message(mail, "bounce+abc@mydimos.example", [to])

    def get(self, path: str = "/", **headers: str) -> requests.Response:
        return requests.get(f"{self.page.url.rstrip('/')}{path}", headers=headers, timeout=10)

    def newest(self, path: str = "") -> requests.Response:
        listed = self.get().text
        name = listed.partition('<td><a href="')[2].partition('"')[0]
        return self.get(name + path)


@pytest.fixture
def mailbox(tmp_path: Path) -> Iterator[Mailbox]:
    mailbox = Mailbox(tmp_path)
    mailbox.sink.start()
    server = Thread(target=mailbox.page.serve_forever, kwargs={"poll_interval": 0.01})
    server.start()
    yield mailbox
    mailbox.page.shutdown()
    server.join()
    mailbox.page.server_close()
    mailbox.sink.stop()


def appointment_mail(subject: str = SUBJECT, charset: str = "utf-8") -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"] = subject
    mail["To"] = "eleni@example.org"
    mail.set_content(
        "Σας περιμένουμε: https://mydimos.example/a/1 & μην αργήσετε.", charset=charset
    )
    mail.add_alternative("<html><head></head><body><h1>Σας περιμένουμε</h1></body></html>", "html")
    mail.add_attachment(CALENDAR, "calendar", filename="rantevou.ics")
    return mail


def test_the_list_shows_the_newest_mail_first_with_recipient_and_subject(mailbox: Mailbox) -> None:
    mailbox.send(appointment_mail("Πρώτο"))
    mailbox.send(appointment_mail("Δεύτερο"), to="nikos@example.org")

    page = mailbox.get().text

    assert page.index("Δεύτερο") < page.index("Πρώτο")
    assert "nikos@example.org" in page


def test_an_empty_mailbox_says_so(mailbox: Mailbox) -> None:
    assert "Δεν έχει σταλεί ακόμη κανένα μήνυμα" in mailbox.get().text


def test_a_mail_shows_its_frame_and_its_text(mailbox: Mailbox) -> None:
    mailbox.send(appointment_mail())

    page = mailbox.newest().text

    assert f"<h1>{SUBJECT}</h1>" in page
    assert "https://mydimos.example/a/1 &amp; μην αργήσετε." in page
    assert "<iframe" in page


def test_the_source_shows_headers_and_envelope(mailbox: Mailbox) -> None:
    mailbox.send(appointment_mail())

    source = mailbox.newest("/source")

    assert source.headers["Content-Type"].startswith("text/plain")
    assert "X-Envelope-From: <bounce+abc@mydimos.example>" in source.text
    assert "MIME-Version: 1.0" in source.text


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-7", "windows-1253"])
def test_greek_is_read_in_whatever_charset_it_was_sent(mailbox: Mailbox, charset: str) -> None:
    mailbox.send(appointment_mail(charset=charset))

    assert "Σας περιμένουμε:" in mailbox.newest().text


def test_a_mail_in_an_unknown_charset_is_shown_all_the_same(mailbox: Mailbox) -> None:
    mail = EmailMessage()
    mail["Subject"] = "x"
    mail.set_content("plain words")
    mail.replace_header("Content-Type", 'text/plain; charset="martian"')

    mailbox.send(mail)

    assert "plain words" in mailbox.newest().text


def test_html_is_served_for_a_frame_without_scripts(mailbox: Mailbox) -> None:
    mailbox.send(appointment_mail())

    frame = mailbox.newest("/html")

    assert "<h1>Σας περιμένουμε</h1>" in frame.text
    assert '<base target="_blank">' in frame.text
    assert "sandbox" in frame.headers["Content-Security-Policy"]
    assert "default-src 'none'" in frame.headers["Content-Security-Policy"]


def test_the_calendar_file_can_be_downloaded(mailbox: Mailbox) -> None:
    mailbox.send(appointment_mail())

    download = mailbox.newest("/rantevou.ics")

    assert "SUMMARY:Ραντεβού" in download.content.decode()
    assert download.headers["Content-Type"].startswith("text/calendar")


def test_a_hostile_subject_stays_text(mailbox: Mailbox) -> None:
    mailbox.send(appointment_mail("<script>alert(1)</script>"))

    assert "<script>" not in mailbox.get().text + mailbox.newest().text


def test_an_address_at_the_refused_domain_is_refused_in_the_dialogue(mailbox: Mailbox) -> None:
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refusal:
        mailbox.send(appointment_mail(), to="anyone@refused.example")

    code, _ = refusal.value.recipients["anyone@refused.example"]
    assert code == 550
    assert "Δεν έχει σταλεί" in mailbox.get().text


@pytest.mark.parametrize(
    "path", ["/nothing", "/../secrets.json", "/%2e%2e", "/20260101T000000000000-1"]
)
def test_an_address_that_is_no_mail_is_not_found(mailbox: Mailbox, path: str) -> None:
    assert mailbox.get(path).status_code == 404


def test_a_foreign_name_for_this_machine_is_turned_away(mailbox: Mailbox) -> None:
    mailbox.send(appointment_mail())

    assert mailbox.get(Host="evil.example").status_code == 421
