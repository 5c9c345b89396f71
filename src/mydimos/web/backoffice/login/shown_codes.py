"""Recovery codes on their way to the page that shows them once: in the sealed session."""

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from mydimos.web.ui.redirects import SeeOther, see_other

KEY = "recovery codes"


def show_codes(request: HttpRequest, codes: list[str], *, next_address: str) -> SeeOther:
    """Redirect to the page of the codes, which leads on to `next_address`."""
    request.session[KEY] = codes
    return see_other("backoffice:codes", next=next_address)


def shown(session: SessionBase) -> list[str]:
    """The codes that are still to be shown."""
    codes: list[str] = session.get(KEY, [])
    return codes


def forget(session: SessionBase) -> None:
    """The person has kept them: they are shown no more."""
    session.pop(KEY, None)
