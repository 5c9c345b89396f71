"""Queueing the mails about a user's login, which `identity.mails` writes when they are sent."""

from datetime import datetime

from mydimos.identity.kinds import Kind
from mydimos.identity.models import Invitation, User
from mydimos.notifications.media import Medium
from mydimos.notifications.services import enqueue

RECIPIENT = "user"


def tell(kind: Kind, user: User, *, now: datetime, occasion: str = "") -> None:
    """Queue a mail to a user. No secret goes along: the link of an invitation is derived."""
    enqueue(
        kind,
        medium=Medium.MAIL,
        municipality="",
        subject=user.public_id,
        recipients=[RECIPIENT],
        occasion=occasion or now.isoformat(),
        now=now,
    )


def send_invitation(invitation: Invitation, *, now: datetime) -> None:
    """Queue the mail of an invitation."""
    tell(Kind.INVITATION, invitation.user, now=now, occasion=occasion_of(invitation))


def occasion_of(invitation: Invitation) -> str:
    """Tells the mails of one user apart: which invitation, and which mail of it."""
    return f"{invitation.public_id} {invitation.number}"
