"""Writing the mails about a user's login."""

from dataclasses import dataclass
from datetime import datetime

import css_inline
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from mydimos import formats
from mydimos.identity.kinds import Kind
from mydimos.identity.links import invitation_url
from mydimos.identity.models import Invitation, User
from mydimos.identity.services.telling import occasion_of
from mydimos.notifications.html_to_text import as_text
from mydimos.notifications.models import Message
from mydimos.notifications.ports import Mail

SENDER = "myDimos"
# Fetches nothing: the only style sheet is ours, in the template.
INLINER = css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=False)


@dataclass(frozen=True, slots=True)
class Content:
    """What the templates say."""

    language: str
    user: User
    at: datetime
    invitation: Invitation | None

    @property
    def link(self) -> str:
        return invitation_url(self.invitation, self.language) if self.invitation else ""

    @property
    def when(self) -> str:
        return formats.when(self.at)

    @property
    def ends(self) -> str:
        return formats.when(self.invitation.ends_at) if self.invitation else ""

    @property
    def own_page(self) -> str:
        prefix = "" if self.language == "el" else f"/{self.language}"
        return f"{settings.PUBLIC_URL}{prefix}/office/me/"


def compose(message: Message, *, now: datetime) -> Mail | None:
    """The mail for a message; None when its invitation is over, or the user has left."""
    kind = Kind(message.kind)
    user = User.objects.filter(public_id=message.subject, is_active=True).first()
    if user is None:
        return None
    invitation = None
    if kind is Kind.INVITATION:
        invitation = _invitation(user, message.occasion, now)
        if invitation is None:
            return None
    return _write(kind, Content(user.language, user, message.queued_at, invitation))


def _invitation(user: User, occasion: str, now: datetime) -> Invitation | None:
    waiting = user.invitations.filter(accepted_at=None, withdrawn_at=None)
    invitation = waiting.select_related("invited_by").first()
    if invitation and invitation.is_open(now) and occasion_of(invitation) == occasion:
        return invitation
    return None


def _write(kind: Kind, content: Content) -> Mail:
    with override(content.language):
        subject = kind.subject()
        html = render_to_string(kind.template, {"mail": content, "subject": subject})
    return Mail(
        to=content.user.email,
        subject=subject,
        text=as_text(html),
        html=INLINER.inline(html),
        sender_name=SENDER,
    )
