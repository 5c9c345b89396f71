"""The verbs of logging in."""

from mydimos.identity.services.citizens import recognise_citizen
from mydimos.identity.services.factors import add_factor, check_code, confirm_factor
from mydimos.identity.services.invitations import (
    accept_invitation,
    invite_user,
    open_invitation,
    send_again,
    withdraw_invitation,
)
from mydimos.identity.services.passwords import change_password, check_password
from mydimos.identity.services.recovery import new_recovery_codes, use_recovery_code
from mydimos.identity.services.sessions import (
    end_own_session,
    end_sessions,
    end_sessions_of_user,
)
from mydimos.identity.services.users import (
    confirm_confidentiality,
    deactivate_user,
    forget_leftovers,
    note_login,
    reset_login,
)

__all__ = [
    "accept_invitation",
    "add_factor",
    "change_password",
    "check_code",
    "check_password",
    "confirm_confidentiality",
    "confirm_factor",
    "deactivate_user",
    "end_own_session",
    "end_sessions",
    "end_sessions_of_user",
    "forget_leftovers",
    "invite_user",
    "new_recovery_codes",
    "note_login",
    "open_invitation",
    "recognise_citizen",
    "reset_login",
    "send_again",
    "use_recovery_code",
    "withdraw_invitation",
]
