"""Questions about users and their logins."""

from mydimos.identity.queries.logins import (
    OwnSession,
    codes_left,
    factor_of,
    has_confirmed,
    has_factor,
    own_sessions,
)
from mydimos.identity.queries.users import active_user, index_of, open_invitations, user_by_email

__all__ = [
    "OwnSession",
    "active_user",
    "codes_left",
    "factor_of",
    "has_confirmed",
    "has_factor",
    "index_of",
    "open_invitations",
    "own_sessions",
    "user_by_email",
]
