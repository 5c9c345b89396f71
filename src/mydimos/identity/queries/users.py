"""Finding users and those who are still invited."""

from django.db.models import QuerySet

from mydimos.crypto.hashing import all_hashes, keyed_hash
from mydimos.identity.models import Invitation, User
from mydimos.notifications.addresses import as_typed


def index_of(email: str) -> bytes:
    """The keyed hash by which a user is found, under the key in use."""
    return keyed_hash(_plain(email), purpose="email")[1]


def user_by_email(email: str) -> User | None:
    """The user with this e-mail, capitals or not; one statement whether there is one or not."""
    digests = [digest for _, digest in all_hashes(_plain(email), purpose="email")]
    return User.objects.filter(email_index__in=digests).first()


def active_user(user_id: int) -> User | None:
    """A user who has not left."""
    return User.objects.filter(pk=user_id, is_active=True).first()


def open_invitations() -> QuerySet[Invitation]:
    """Invitations that were neither accepted nor withdrawn; too old ones too (`is_open`)."""
    waiting = Invitation.objects.filter(accepted_at=None, withdrawn_at=None)
    return waiting.select_related("user", "invited_by")


def _plain(email: str) -> str:
    return as_typed(email).lower()
