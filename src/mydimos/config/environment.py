"""Reading settings from the environment: typed, and loud when something is missing or unsafe."""

import os
import re
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from mydimos.crypto.keys import KEY_BYTES, is_key_id

SERVER = re.compile(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[^:,\[\]]*)(:(?P<port>[0-9]{0,5}))?")


def text(name: str, default: str | None = None) -> str:
    """The value of a variable; without a default it must be set.

    Raises ImproperlyConfigured with the name of the missing variable.
    """
    value = os.environ.get(name, default)
    if value is None or (value == "" and default is None):
        raise ImproperlyConfigured(
            f"Set the environment variable {name} (docs/operations/settings.md)."
        )
    return value


def number(name: str, default: int) -> int:
    """A whole number. Raises ImproperlyConfigured when it is none."""
    value = text(name, str(default))
    if not value.lstrip("-").isdigit():
        raise ImproperlyConfigured(f"{name} must be a whole number, not «{value}».")
    return int(value)


def flag(name: str, *, default: bool) -> bool:
    """Yes or no. Raises ImproperlyConfigured for anything else than 1/0, true/false, yes/no."""
    value = text(name, "1" if default else "0").lower()
    if value in {"1", "true", "yes"}:
        return True
    if value in {"0", "false", "no"}:
        return False
    raise ImproperlyConfigured(f"{name} must be yes or no, not «{value}».")


def words(name: str, default: str = "") -> list[str]:
    """A list, separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def dates(name: str, default: str = "") -> list[date]:
    """Dates as YYYY-MM-DD, separated by commas. Raises ImproperlyConfigured for anything else."""
    try:
        return [date.fromisoformat(word) for word in words(name, default)]
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name} must hold dates as YYYY-MM-DD, separated by commas."
        ) from error


def keys(name: str) -> Mapping[str, bytes]:
    """Keys as `id:base64,id:base64`, each of 32 bytes; the first is the one in use.

    Raises ImproperlyConfigured without ever showing a key.
    """
    found: dict[str, bytes] = {}
    for entry in words(name) or [""]:
        key_id, _, encoded = entry.partition(":")
        try:
            key = b64decode(encoded, validate=True)
        except NotBase64:
            key = b""
        if not is_key_id(key_id) or len(key) != KEY_BYTES:
            raise ImproperlyConfigured(
                f"{name} must hold keys as id:base64 of 32 bytes, separated by commas."
            )
        if key_id in found:
            raise ImproperlyConfigured(f"{name} has two keys with the id «{key_id}».")
        found[key_id] = key
    return found


def database(name: str) -> dict[str, Any]:
    """`postgresql://user:password@host:port/name?host=/socket` as Django's settings.

    Several servers, tried in turn, as libpq writes them: `…@host1:5432,host2:5432/name`.
    Raises ImproperlyConfigured for another scheme (only PostgreSQL is supported, ADR 0001) and for
    a port that is none.
    """
    url = urlsplit(text(name))
    if url.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            f"{name} must begin with postgresql:// (only PostgreSQL is supported)."
        )
    options = dict(parse_qsl(url.query))
    hosts, ports = _servers(name, url.netloc.rpartition("@")[2])
    return {
        "ENGINE": "mydimos.config.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": options.pop("host", "") or hosts,
        "PORT": options.pop("port", "") or ports,
        "OPTIONS": options,
    }


def address(name: str, default: str | None = None) -> SplitResult:
    """A URL, taken apart. Raises ImproperlyConfigured for a port that is none."""
    url = urlsplit(text(name, default))
    _servers(name, url.netloc.rpartition("@")[2])
    return url


def _servers(name: str, listed: str) -> tuple[str, str]:
    """Hosts and ports of `host:port,host:port`, each separated by commas as libpq wants them."""
    hosts, ports = [], []
    for server in listed.split(","):
        found = SERVER.fullmatch(server)
        if not found or int(found["port"] or 1) not in range(1, 65536):
            raise ImproperlyConfigured(
                f"{name} must name servers as host or host:port, with a port from 1 to 65535."
            )
        hosts.append(unquote(found["host"]).strip("[]"))
        ports.append(found["port"] or "")
    return ",".join(hosts), ",".join(ports) if any(ports) else ""


def origin(url: str) -> str:
    """Scheme, host and port of a URL, as a content security policy wants them."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
