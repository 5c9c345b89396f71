"""Keyed hashes: to recognise a value again without keeping it (R23), and to sign links."""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from hashlib import sha256

from django.conf import settings


def keyed_hash(value: str, *, purpose: str) -> tuple[str, bytes]:
    """The key's version and the hash under it. Purposes keep hashes of equal values apart."""
    version, key = next(iter(settings.HASH_KEYS.items()))
    return version, _mac(key, purpose, value)


def all_hashes(value: str, *, purpose: str) -> Iterator[tuple[str, bytes]]:
    """The hash under each known key: rows made before a rotation are found too."""
    for version, key in settings.HASH_KEYS.items():
        yield version, _mac(key, purpose, value)


def sign(*parts: str) -> str:
    """A signature of 128 bits for an address on the web or of a mail, safe in both."""
    return _signature(next(iter(settings.LINK_KEYS.values())), parts)


def is_signed(signature: str, *parts: str) -> bool:
    """Whether one of the known keys made this signature; in constant time."""
    given = signature.encode()
    matches = [
        hmac.compare_digest(_signature(key, parts).encode(), given)
        for key in settings.LINK_KEYS.values()
    ]
    return any(matches)


def _signature(key: bytes, parts: tuple[str, ...]) -> str:
    return urlsafe_b64encode(_mac(key, "link", "\0".join(parts))[:16]).rstrip(b"=").decode()


def _mac(key: bytes, purpose: str, value: str) -> bytes:
    return hmac.new(key, f"{purpose}\0{value}".encode(), sha256).digest()
