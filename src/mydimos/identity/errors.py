"""Why a login did not happen. No message ever holds a secret, a tax number or a name."""


class LoginFailed(Exception):
    """Nobody was logged in. The message may be logged; it is not meant for the citizen."""


class LoginRefused(LoginFailed):
    """The person said no on the page of the state login."""


class LoginUnavailable(LoginFailed):
    """The state login is down, slow, or answers what nobody can use. Later it may work."""


class LoginInvalid(LoginFailed):
    """This one login cannot be used: a stale code, or no valid tax number. Log in afresh."""
