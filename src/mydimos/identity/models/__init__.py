"""Citizens, users and what proves who they are, sessions, rate limits."""

from mydimos.identity.models.citizens import Citizen
from mydimos.identity.models.factors import Factor, RecoveryCode
from mydimos.identity.models.invitations import Invitation
from mydimos.identity.models.sessions import Session, Tally
from mydimos.identity.models.users import Confirmation, User

__all__ = [
    "Citizen",
    "Confirmation",
    "Factor",
    "Invitation",
    "RecoveryCode",
    "Session",
    "Tally",
    "User",
]
