"""What refuses to start, and what it says."""

from base64 import b64decode
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.core.checks import ERROR, Error, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.utils import timezone
from pytest_django import Settings

from mydimos.config.checks import check_clocks, refuse_unsafe_settings, unsafe_settings
from mydimos.config.secrets import new_secrets

TYPED = b"another key of thirty-two bytes."


@pytest.fixture(autouse=True)
def _production(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a careful operator sets it up; each test then does one thing wrong."""
    monkeypatch.setitem(settings.DATABASES["default"], "USER", "mydimos_web")
    for name, value in safe().items():
        setattr(settings, name, value)


def test_what_is_safe_starts() -> None:
    refuse_unsafe_settings()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"DEBUG": True}, "DEBUG is on"),
        ({"HTTPS": False}, "PUBLIC_URL must begin with https://"),
        ({"ALLOWED_HOSTS": ["*"]}, "ALLOWED_HOSTS must name the hosts"),
        ({"TRUSTED_PROXIES": 0}, "TRUSTED_PROXIES must be the number"),
        ({"TRUSTED_PROXIES": -1}, "TRUSTED_PROXIES must be the number"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is short"),
        ({"SECRET_KEY": "ab" * 40}, "SECRET_KEY is short"),
        (
            {"SECRET_KEY": "django-insecure-0123456789abcdefghijklmnopqrstuvw"},
            "SECRET_KEY is short",
        ),
        ({"DATA_KEYS": {"a": b"d" * 32}}, "DATA_KEYS holds a key that is not random"),
        ({"HASH_KEYS": {"a": TYPED}}, "HASH_KEYS holds a key that is not random"),
        ({"LINK_KEYS": {"a": bytes(32)}}, "LINK_KEYS holds a key that is not random"),
        ({"GSIS_BASE_URL": "http://gsis.example/oauth2server"}, "GSIS_BASE_URL must begin"),
        ({"EMAIL_USE_SSL": False}, "EMAIL_URL would send its password in clear"),
        ({"BOUNCE_MAILBOX_URL": "imap://us:pw@mail.example/INBOX"}, "its password in clear"),
        ({"MODE": "prod"}, "must be production, demo or test, not «prod»"),
    ],
)
def test_what_is_unsafe_does_not_start(
    settings: Settings, wrong: Mapping[str, Any], said: str
) -> None:
    for name, value in wrong.items():
        setattr(settings, name, value)

    with pytest.raises(ImproperlyConfigured, match=said):
        refuse_unsafe_settings()
    assert len(list(unsafe_settings())) == 1


@pytest.mark.parametrize("role", ["", "postgres", "mydimos_owner"])
def test_whoever_owns_the_tables_does_not_serve_pages(
    settings: Settings, role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(settings.DATABASES["default"], "USER", role)

    with pytest.raises(ImproperlyConfigured, match="must name the application's role"):
        refuse_unsafe_settings()


def test_one_key_for_two_purposes_does_not_start(settings: Settings) -> None:
    settings.HASH_KEYS = settings.DATA_KEYS

    with pytest.raises(ImproperlyConfigured, match="must not share a key"):
        refuse_unsafe_settings()


def test_an_older_key_kept_under_two_ids_for_one_purpose_is_no_reason_to_stop(
    settings: Settings,
) -> None:
    settings.DATA_KEYS = settings.DATA_KEYS | {"b": next(iter(settings.DATA_KEYS.values()))}

    refuse_unsafe_settings()


def test_every_mistake_is_told_at_once_and_no_secret_with_it(settings: Settings) -> None:
    settings.DEBUG = True
    settings.SECRET_KEY = "hunter2"
    settings.DATA_KEYS = {"a": TYPED}

    with pytest.raises(ImproperlyConfigured) as refused:
        refuse_unsafe_settings()

    assert str(refused.value).count("\n- ") == 3
    assert "hunter2" not in str(refused.value)
    assert "thirty-two" not in str(refused.value)


@pytest.mark.parametrize("mode", ["demo", "test"])
def test_a_demo_does_not_serve_the_world(settings: Settings, mode: str) -> None:
    settings.MODE = mode

    with pytest.raises(ImproperlyConfigured, match="address of this machine"):
        refuse_unsafe_settings()


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000"])
def test_on_this_machine_a_demo_starts_with_whatever_it_has(settings: Settings, host: str) -> None:
    settings.MODE, settings.PUBLIC_URL, settings.HTTPS = "demo", f"http://{host}", False
    settings.SECRET_KEY = "short"

    refuse_unsafe_settings()


def test_mails_travel_in_clear_only_where_the_operator_says_so_or_on_this_machine(
    settings: Settings,
) -> None:
    settings.EMAIL_HOST, settings.EMAIL_HOST_USER = "relay.municipality.example", ""
    settings.EMAIL_USE_SSL = False

    with pytest.raises(ImproperlyConfigured, match="would send names and secret links in clear"):
        refuse_unsafe_settings()

    settings.EMAIL_IN_CLEAR = True
    refuse_unsafe_settings()
    settings.EMAIL_IN_CLEAR, settings.EMAIL_HOST = False, "127.0.0.1"
    refuse_unsafe_settings()


def test_a_password_never_travels_in_clear_whatever_the_operator_says(settings: Settings) -> None:
    settings.EMAIL_USE_SSL, settings.EMAIL_IN_CLEAR = False, True

    with pytest.raises(ImproperlyConfigured, match="its password in clear"):
        refuse_unsafe_settings()


def test_djangos_own_check_says_the_same_sentences(settings: Settings) -> None:
    settings.TRUSTED_PROXIES, settings.GSIS_BASE_URL = 0, "http://gsis.example"
    with pytest.raises(ImproperlyConfigured) as refused:
        refuse_unsafe_settings()

    found = run_checks(tags=["security"], include_deployment_checks=True)

    ours = [one for one in found if one.id == "mydimos.E001"]
    assert all(isinstance(one, Error) for one in ours)
    assert str(refused.value).split("\n- ")[1:] == [one.msg for one in ours]
    assert [one.id for one in found if one not in ours and not one.is_silenced()] == []


@pytest.mark.django_db
@pytest.mark.parametrize("seconds", [-2, 2])
def test_clocks_that_disagree_are_an_error_at_the_start(
    seconds: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert check_clocks() == []

    wrong_by(monkeypatch, timedelta(seconds=seconds))

    (found,) = check_clocks()
    assert (found.id, isinstance(found, Error)) == ("mydimos.E002", True)


def test_without_a_database_the_start_is_not_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> bool:
        raise OperationalError

    monkeypatch.setattr("mydimos.config.checks.clocks_agree", fail)

    (found,) = check_clocks()

    assert found.level < ERROR


def wrong_by(monkeypatch: pytest.MonkeyPatch, difference: timedelta) -> None:
    """Set the clock of this machine wrong, as far as the comparison sees it."""
    now = timezone.now
    monkeypatch.setattr("mydimos.config.clocks.timezone.now", lambda: now() + difference)


def test_fresh_secrets_are_never_taken_for_weak_ones(settings: Settings) -> None:
    for _ in range(40):
        fresh = secrets()
        for name, value in fresh.items():
            setattr(settings, name, value)

        refuse_unsafe_settings()


def safe() -> dict[str, Any]:
    """Settings of a production that starts."""
    return {
        "MODE": "production",
        "DEBUG": False,
        "PUBLIC_URL": "https://rantevou.municipality.example",
        "HTTPS": True,
        "ALLOWED_HOSTS": ["rantevou.municipality.example"],
        "TRUSTED_PROXIES": 1,
        "GSIS_BASE_URL": "https://oauth2.gsis.gr/oauth2server",
        "EMAIL_HOST": "mail.municipality.example",
        "EMAIL_HOST_USER": "mydimos",
        "EMAIL_USE_SSL": True,
        "EMAIL_USE_TLS": False,
        "EMAIL_IN_CLEAR": False,
        "SECURE_HSTS_SECONDS": 31536000,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "BOUNCE_MAILBOX_URL": "imaps://bounce:pw@mail.municipality.example/INBOX",
        **secrets(),
    }


def secrets() -> dict[str, Any]:
    """As the settings read what `mydimos.config.secrets` prints."""
    fresh = new_secrets()
    keys = {name: value.partition(":") for name, value in fresh.items() if name != "SECRET_KEY"}
    decoded = {name: {key_id: b64decode(key)} for name, (key_id, _, key) in keys.items()}
    return {"SECRET_KEY": fresh["SECRET_KEY"], **decoded}
