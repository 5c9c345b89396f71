"""The state login (TAXISnet, by GSIS) as the product needs it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, repr=False)
class LoginIdentity:
    """The person of a login, as the state says. Kept in the session at most (R23).

    The tax number has 9 digits, leading zeros included. Names are in capitals without accents,
    as they come; a company has its name in `last_name` and a blank `first_name`.
    """

    tax_number: str
    first_name: str
    last_name: str
    is_company: bool

    def __repr__(self) -> str:
        return "LoginIdentity(…)"  # it would end up in a log

    @property
    def display_name(self) -> str:
        """The name for a greeting or to pre-fill a form; capitals stay.

        Accents cannot be guessed back, and small letters without them are a spelling mistake.
        """
        return f"{self.first_name} {self.last_name}".strip()


class StateLogin(Protocol):
    """A login by the state, with a code that the browser brings back."""

    def authorize_url(self, *, state: str, redirect_uri: str) -> str:
        """Where the browser goes to log in."""
        ...

    def code_from(self, answer: Mapping[str, str]) -> str:
        """The code in the query with which the browser comes back; `state` is not looked at.

        Raises LoginRefused when the person said no, LoginUnavailable for any other error,
        LoginInvalid when there is no usable code.
        """
        ...

    def fetch_identity(self, *, code: str, redirect_uri: str) -> LoginIdentity:
        """Exchange the code, which works once, for the person.

        Raises LoginUnavailable or LoginInvalid.
        """
        ...

    def logout_url(self, *, return_url: str) -> str:
        """Where the browser goes to end the state's own session, and comes back from."""
        ...
