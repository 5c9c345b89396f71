"""Encryption at rest: AES-256-GCM, with the id of the key in front so that keys can be rotated."""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE = 12  # bytes, NIST SP 800-38D


class CannotOpen(Exception):
    """The sealed value was changed, belongs to another column, or its key is gone."""


def seal(plain: bytes, *, place: str) -> str:
    """Encrypt for one column (`place`: `app.Model.field`): no other column opens it."""
    key_id, key = next(iter(settings.DATA_KEYS.items()))
    nonce = os.urandom(NONCE)
    sealed = nonce + AESGCM(key).encrypt(nonce, plain, place.encode())
    return f"{key_id}:{urlsafe_b64encode(sealed).decode()}"


def unseal(sealed: str, *, place: str) -> bytes:
    """Decrypt what `seal` made for the same place. Raises CannotOpen."""
    key_id, _, encoded = sealed.partition(":")
    try:
        raw = urlsafe_b64decode(encoded)
        return AESGCM(settings.DATA_KEYS[key_id]).decrypt(raw[:NONCE], raw[NONCE:], place.encode())
    except (KeyError, ValueError, InvalidTag):
        raise CannotOpen(place) from None


def is_current(sealed: str) -> bool:
    """Whether the key in use sealed it. The rotation command seals the others again."""
    return sealed.partition(":")[0] == next(iter(settings.DATA_KEYS))
