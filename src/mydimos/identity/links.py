"""The link of an invitation: signed, not stored."""

from uuid import UUID

from django.conf import settings

from mydimos.crypto.hashing import is_signed, sign
from mydimos.identity.models import Invitation


def invitation_url(invitation: Invitation, language: str) -> str:
    """The URL in the mail. The next mail, and accepting, end it."""
    prefix = "" if language == "el" else f"/{language}"
    signature = sign(*_signed_parts(invitation))
    path = f"/office/invitation/{invitation.public_id}/{signature}/"
    return f"{settings.PUBLIC_URL}{prefix}{path}"


def opens(invitation: Invitation, signature: str) -> bool:
    """Whether the signature in an address is that of the last mail; in constant time."""
    return is_signed(signature, *_signed_parts(invitation))


def browser_mark(user_id: UUID) -> str:
    """What a browser keeps to be recognised at this user's next login."""
    return sign("browser", str(user_id))


def is_mark_of(mark: str, user_id: UUID) -> bool:
    """Whether a browser was used for a login of this user before."""
    return is_signed(mark, "browser", str(user_id))


def _signed_parts(invitation: Invitation) -> tuple[str, str, str]:
    return "invitation", str(invitation.public_id), str(invitation.number)
