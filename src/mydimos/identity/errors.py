"""Why a login did not happen. No message ever holds a secret, a tax number or a name."""

from datetime import timedelta

from django.utils.functional import Promise


class LoginFailed(Exception):
    """The login failed. The message may be logged; it is not meant for the citizen."""


class LoginRefused(LoginFailed):
    """The person said no on the page of the state login."""


class LoginUnavailable(LoginFailed):
    """The state login is down, slow, or its answer cannot be used. Later it may work."""


class LoginInvalid(LoginFailed):
    """This login cannot be used (a stale code, no valid tax number): the person logs in again."""


class WrongLogin(Exception):
    """No user has this e-mail with this password. Which of the two is wrong is not said."""


class WrongCode(Exception):
    """The code is none of this user's, or was used before."""


class TooManyTries(Exception):
    """The account is closed for a while, for the right password too."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__()
        self.wait = wait


class InvitationOver(Exception):
    """The link of the invitation is not good: used, withdrawn, replaced, too old, or forged."""


class EmailTaken(Exception):
    """There is a user with this e-mail already."""


class PasswordRefused(Exception):
    """The new password is a weak one; `sentence` says why."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__()
        self.sentence = sentence
