"""Return paths, and the reports that come back to them."""

from uuid import UUID, uuid4

import pytest
from django.conf import LazySettings

from mydimos.notifications.bounces import Report, report_in
from mydimos.notifications.return_path import message_of, return_path
from tests.notifications.reports import dsn, nested, vacation

MESSAGE = UUID("6f1f4f3e-8a0b-4a53-9a54-1c2d3e4f5a6b")


@pytest.fixture(autouse=True)
def _bounces_are_read(settings: LazySettings) -> None:
    settings.MAIL_BOUNCE_DOMAIN = "bounces.mydimos.example"


def test_a_return_path_leads_back_to_its_message() -> None:
    address = return_path(MESSAGE)

    assert address.endswith("@bounces.mydimos.example")
    assert message_of(f"To: <{address}>") == MESSAGE


def test_mail_servers_may_change_capitals_and_find_no_part_too_long() -> None:
    address = return_path(MESSAGE)

    assert message_of(address.upper()) == MESSAGE
    assert len(address.partition("@")[0]) <= 64


def test_nobody_else_can_make_one() -> None:
    forged = return_path(MESSAGE).replace("bounce+", "bounce+a", 1)[:-1]
    stolen = return_path(uuid4()).partition(".")[2]
    mixed = f"{return_path(MESSAGE).partition('.')[0]}.{stolen}"

    assert message_of(forged) is None
    assert message_of(mixed) is None
    assert message_of("bounce+@x bounce+a.b@x no-reply@mydimos.example") is None


def test_one_made_under_an_older_key_is_still_known(settings: LazySettings) -> None:
    old = return_path(MESSAGE)

    settings.LINK_KEYS = {"new": b"n" * 32, **settings.LINK_KEYS}

    assert message_of(old) == MESSAGE


def test_where_no_bounces_are_read_the_sender_is_the_sender(settings: LazySettings) -> None:
    settings.MAIL_BOUNCE_DOMAIN = ""

    assert return_path(MESSAGE) == "no-reply@mydimos.example"


def test_a_failure_is_reported_with_its_code() -> None:
    assert report_in(dsn(return_path(MESSAGE))) == Report(MESSAGE, "5.1.1")
    assert report_in(dsn(return_path(MESSAGE), status="5.2.2 (full)")) == Report(MESSAGE, "5.2.2")


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_whatever_is_no_failure_is_a_report_without_one(action: str) -> None:
    report = report_in(dsn(return_path(MESSAGE), action=action, status="4.4.1"))

    assert report == Report(MESSAGE, None)


def test_a_failure_without_a_code_is_a_failure() -> None:
    assert report_in(dsn(return_path(MESSAGE), status="unknown")) == Report(MESSAGE, "5.0.0")


def test_the_address_is_found_where_the_mail_server_wrote_it() -> None:
    raw = dsn("postmaster@mydimos.example").replace(
        b"Delivered-To: bounces@mydimos.example",
        f"X-Original-To: {return_path(MESSAGE)}".encode(),
    )

    assert report_in(raw) == Report(MESSAGE, "5.1.1")


def test_an_answer_by_a_machine_is_no_report() -> None:
    assert report_in(vacation(return_path(MESSAGE))) is None


def test_a_report_about_something_else_is_not_ours() -> None:
    assert report_in(dsn("bounces@mydimos.example")) is None


def test_the_parts_of_a_mail_without_our_signature_are_not_even_parsed() -> None:
    assert report_in(nested("bounces@mydimos.example")) is None


@pytest.mark.parametrize("length", [0, 1, 400, 700, 900])
def test_a_report_that_was_cut_off_does_no_harm(length: int) -> None:
    report = report_in(dsn(return_path(MESSAGE))[:length])

    assert report in (
        None,
        Report(MESSAGE, "5.1.1"),
        Report(MESSAGE, None),
        Report(MESSAGE, "5.0.0"),
    )


@pytest.mark.parametrize(
    "raw", [b"\xff\xfe\x00", b"To: \xce\xb1\r\n\r\n", b"Content-Type: ;;;\r\n\r\n"]
)
def test_rubbish_does_no_harm(raw: bytes) -> None:
    assert report_in(raw) is None
