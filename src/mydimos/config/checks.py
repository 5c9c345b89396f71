"""What must be true before the product serves people.

Asked when web server and worker start, and by `manage.py check --deploy`.
"""

from collections import Counter
from collections.abc import Iterator
from ipaddress import ip_address
from math import log2
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from mydimos.config.clocks import clocks_agree
from mydimos.crypto.keys import KEYS

ON_THIS_MACHINE = ("demo", "test")
MAKE_ONE = "Make one: `python -m mydimos.config.secrets`."


def refuse_unsafe_settings() -> None:
    """Raise ImproperlyConfigured with one sentence for each unsafe setting, in production."""
    if wrong := _unsafe():
        raise ImproperlyConfigured("myDimos does not start:\n- " + "\n- ".join(wrong))


@register(Tags.security, deploy=True)
def check_settings(**_: Any) -> list[CheckMessage]:
    """An error (mydimos.E001) for each sentence of `refuse_unsafe_settings`."""
    return [Error(sentence, id="mydimos.E001") for sentence in _unsafe()]


@register("clocks", deploy=True)
def check_clocks(**_: Any) -> list[CheckMessage]:
    """An error (mydimos.E002) when the clocks of this machine and of PostgreSQL disagree.

    Without PostgreSQL a warning (mydimos.W001): /readyz goes on asking.
    """
    try:
        agree = clocks_agree()
    except DatabaseError:
        said = "The database does not answer: whether the clocks agree could not be seen."
        return [Warning(said, id="mydimos.W001")]
    if agree:
        return []
    said = "This machine's clock and PostgreSQL's differ by more than a second. Both need NTP."
    return [Error(said, id="mydimos.E002")]


def _unsafe() -> list[str]:
    role = [] if settings.MODE in ON_THIS_MACHINE else unsafe_role()
    return [*unsafe_settings(), *role]


def unsafe_settings() -> Iterator[str]:
    """A sentence for each unsafe setting. Every mode but demo and test counts as production."""
    if settings.MODE in ON_THIS_MACHINE:
        if not _is_this_machine(urlsplit(settings.PUBLIC_URL).hostname):
            yield (
                f"MYDIMOS_MODE={settings.MODE} is for an address of this machine, such as "
                "http://127.0.0.1:8000. Remove MYDIMOS_MODE to serve others."
            )
        return
    if settings.MODE != "production":
        yield f"MYDIMOS_MODE must be production, demo or test, not «{settings.MODE}»."
    yield from _unsafe_web()
    yield from _unsafe_secrets()
    yield from _unsafe_ways_out()


def unsafe_role() -> Iterator[str]:
    """A sentence if web and worker log in with a role that may change tables."""
    if settings.DATABASES["default"]["USER"] in {"", "postgres", "mydimos_owner"}:
        yield (
            "DATABASE_URL must name the application's role (mydimos_web), "
            "not the owner of the tables."
        )


def _unsafe_web() -> Iterator[str]:
    if settings.DEBUG:
        yield "DEBUG is on: error pages would show data. Remove it."
    if not settings.HTTPS:
        yield "PUBLIC_URL must begin with https:// so that cookies and links stay private."
    if "*" in settings.ALLOWED_HOSTS:
        yield "ALLOWED_HOSTS must name the hosts, not «*»."
    if settings.TRUSTED_PROXIES < 1:
        yield (
            "TRUSTED_PROXIES must be the number of reverse proxies in front, 1 as a rule: "
            "without it all visitors together share one rate limit."
        )


def _unsafe_secrets() -> Iterator[str]:
    if _is_weak(settings.SECRET_KEY):
        yield f"SECRET_KEY is short or well known. {MAKE_ONE}"
    for name in KEYS:
        if any(_is_typed(key) for key in getattr(settings, name).values()):
            yield f"{name} holds a key that is not random. {MAKE_ONE}"
    uses = Counter(key for name in KEYS for key in set(getattr(settings, name).values()))
    if any(count > 1 for count in uses.values()):
        yield "DATA_KEYS, HASH_KEYS and LINK_KEYS must not share a key."


def _unsafe_ways_out() -> Iterator[str]:
    if not settings.GSIS_BASE_URL.startswith("https://"):
        yield "GSIS_BASE_URL must begin with https://."
    is_private = settings.EMAIL_USE_SSL or settings.EMAIL_USE_TLS
    if not is_private and not _is_this_machine(settings.EMAIL_HOST):
        if settings.EMAIL_HOST_USER:
            yield "EMAIL_URL would send its password in clear: use smtps:// or add ?starttls=1."
        elif not settings.EMAIL_IN_CLEAR:
            yield (
                "EMAIL_URL would send names and secret links in clear: use smtps:// or add "
                "?starttls=1. If the way to that server is safe otherwise, say so: ?in_clear=1."
            )
    mailbox = urlsplit(settings.BOUNCE_MAILBOX_URL)
    if mailbox.scheme == "imap" and not _is_this_machine(mailbox.hostname):
        yield "BOUNCE_MAILBOX_URL would send its password in clear: use imaps://."


def _is_this_machine(host: str | None) -> bool:
    try:
        return ip_address(host or "").is_loopback
    except ValueError:
        return host == "localhost"


def _is_weak(secret: str) -> bool:
    """Short, repetitive, or one of those that stand in examples."""
    examples = ("insecure", "secret", "change", "example")
    return (
        len(secret) < 40
        or _entropy(secret.encode()) < 3.5
        or any(word in secret.lower() for word in examples)
    )


def _is_typed(key: bytes) -> bool:
    """Made of letters or of repetitions: random bytes are neither, but for one in billions."""
    return key.isascii() or _entropy(key) < 3.5


def _entropy(raw: bytes) -> float:
    """Bits per byte (Shannon)."""
    return -sum(n / len(raw) * log2(n / len(raw)) for n in Counter(raw).values())
