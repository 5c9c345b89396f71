"""The post, spoken with a mail server of the tests."""

import logging
import socket
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from django.conf import LazySettings

from mydimos.adapters.mail import SmtpPost, from_settings
from mydimos.notifications.ports import Outcome, Refused, Sent, Unavailable
from tests.notifications.smtp_sink import Sink, smtp_sink


@pytest.fixture
def sink() -> Iterator[Sink]:
    with smtp_sink() as running:
        yield running


def post_to(port: int, *, user: str = "", password: str = "", security: str = "") -> SmtpPost:
    return SmtpPost("127.0.0.1", port, user=user, password=password, security=security, timeout=5)


def letter(text: str = "Καλημέρα\n.\nτελεία στην αρχή γραμμής") -> EmailMessage:
    written = EmailMessage(policy=SMTP)
    written["From"], written["To"] = "a@mydimos.example", "eleni@mail.example"
    written["Message-ID"] = "<1@mydimos.example>"
    written.set_content(text)
    return written


def send(port: int, **login: str) -> Outcome:
    return post_to(port, **login).send(
        letter(), sender="bounce+1@mydimos.example", recipient="eleni@mail.example"
    )


def test_a_letter_is_taken_over_as_it_is(sink: Sink) -> None:
    assert send(sink.port) == Sent("2.0.0")

    (taken,) = sink.taken
    assert taken.sender == "bounce+1@mydimos.example"
    assert taken.recipients == ["eleni@mail.example"]
    assert taken.letter.get_content().splitlines() == [
        "Καλημέρα", ".", "τελεία στην αρχή γραμμής",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        ("550 5.1.1 <eleni@mail.example>: no such user", "5.1.1"),
        ("550 No such user eleni@mail.example", "550"),
        ("552 5.2.2 Mailbox full", "5.2.2"),
        ("551-5.1.6 Moved\r\n551 5.1.6 elsewhere", "5.1.6"),
    ],
)
def test_a_refused_recipient_is_refused_for_good(sink: Sink, reply: str, code: str) -> None:
    sink.to_rcpt = reply

    assert send(sink.port) == Refused(code)
    assert sink.taken == []


def test_a_refused_letter_is_refused_for_good(sink: Sink) -> None:
    sink.to_data = "552 5.3.4 Message too big"

    assert send(sink.port) == Refused("5.3.4")


@pytest.mark.parametrize("step", ["to_rcpt", "to_data"])
def test_a_refusal_by_policy_is_our_own_trouble(sink: Sink, step: str) -> None:
    setattr(sink, step, "554 5.7.1 Relay access denied")

    assert send(sink.port) == Unavailable("5.7.1")


@pytest.mark.parametrize("step", ["to_mail", "to_rcpt", "to_data"])
def test_not_now_is_not_never(sink: Sink, step: str) -> None:
    setattr(sink, step, "451 4.7.1 Greylisted, come back later")

    assert send(sink.port) == Unavailable("4.7.1")


def test_a_refused_sender_is_our_own_trouble(sink: Sink) -> None:
    sink.to_mail = "550 5.7.1 You may not send from here"

    assert send(sink.port) == Unavailable("5.7.1")


def test_a_wrong_password_is_our_own_trouble() -> None:
    with smtp_sink(password="right") as sink:
        assert send(sink.port, user="platform", password="wrong") == Unavailable("5.7.8")
        assert send(sink.port, user="platform", password="right") == Sent("2.0.0")


def test_where_nobody_listens_the_post_is_unavailable() -> None:
    with socket.socket() as taken_port:
        taken_port.bind(("127.0.0.1", 0))  # bound, and not listening

        assert send(taken_port.getsockname()[1]) == Unavailable()


def test_a_server_without_tls_gets_neither_password_nor_letter(sink: Sink) -> None:
    outcome = send(sink.port, user="platform", password="right", security="starttls")

    assert outcome == Unavailable()
    assert sink.taken == []


def test_what_the_server_says_of_people_is_not_logged(
    sink: Sink, caplog: pytest.LogCaptureFixture
) -> None:
    sink.to_rcpt = "450 4.2.1 eleni@mail.example is on holiday"

    with caplog.at_level(logging.DEBUG):
        send(sink.port)

    ours = [line.getMessage() for line in caplog.records if line.name.startswith("mydimos")]
    assert ours == ["The mail server says: not now (4.2.1)."]


@pytest.mark.parametrize(
    ("ssl", "tls", "security"),
    [(True, False, "tls"), (False, True, "starttls"), (False, False, "")],
)
def test_the_settings_choose_how_the_line_is_secured(
    settings: LazySettings, *, ssl: bool, tls: bool, security: str
) -> None:
    settings.EMAIL_USE_SSL, settings.EMAIL_USE_TLS = ssl, tls

    post = from_settings().post
    assert isinstance(post, SmtpPost)
    assert post._security == security
