"""Why a login did not happen. No message ever holds a secret, a tax number or a name."""


class LoginFailed(Exception):
    """The login failed. The message may be logged; it is not meant for the citizen."""


class LoginRefused(LoginFailed):
    """The person said no on the page of the state login."""


class LoginUnavailable(LoginFailed):
    """The state login is down, slow, or its answer cannot be used. Later it may work."""


class LoginInvalid(LoginFailed):
    """This login cannot be used (a stale code, no valid tax number): the person logs in again."""
