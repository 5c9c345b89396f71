"""Return paths: the envelope's sender, to which undeliverable mail returns; one a message (VERP).

They use small letters, since some mail servers change capitals, and 60 of the 64 letters that the
local part may have (RFC 5321, 4.5.3.1.1), since none may cut it.
"""

import re
from base64 import b32decode, b32encode, urlsafe_b64decode, urlsafe_b64encode
from email.utils import parseaddr
from uuid import UUID

from django.conf import settings

from mydimos.crypto.hashing import is_signed, sign
from mydimos.notifications.addresses import own_in_ascii

PURPOSE = "return path"
ADDRESS = re.compile(r"\bbounce\+([a-z2-7]{26})\.([a-z2-7]{26})@", re.IGNORECASE)


def return_path(message: UUID) -> str:
    """The envelope sender of a message; the plain sender where no bounces are read."""
    if not settings.MAIL_BOUNCE_DOMAIN:
        return own_in_ascii(parseaddr(settings.MAIL_FROM)[1])
    signature = urlsafe_b64decode(sign(PURPOSE, message.hex) + "==")
    token = f"{_small(message.bytes)}.{_small(signature)}"
    return f"bounce+{token}@{settings.MAIL_BOUNCE_DOMAIN}"


def message_of(text: str) -> UUID | None:
    """The message to whose return path a header is addressed; None without a signature of ours."""
    for name, signature in ADDRESS.findall(text):
        message = UUID(bytes=_bytes(name))
        signed = urlsafe_b64encode(_bytes(signature)).rstrip(b"=").decode()
        if is_signed(signed, PURPOSE, message.hex):
            return message
    return None


def _small(raw: bytes) -> str:
    return b32encode(raw).rstrip(b"=").decode().lower()


def _bytes(letters: str) -> bytes:
    return b32decode(letters.upper() + "======")
