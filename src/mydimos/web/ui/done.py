"""What was done by a form, said once on the page that follows.

A cookie carries it there, and is deleted when it has been said: reloading the page does not say it
again, as a parameter of the address would. The reader of a secret link has no session.
"""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from mydimos.web.ui.redirects import SeeOther

NAME = "done"
KEPT = timedelta(minutes=1)


def see_done(address: str, act: str) -> SeeOther:
    """Redirect to a page that says what was done; `act` is a word for `act_done`."""
    response = SeeOther(address)
    response.set_cookie(
        NAME, act, max_age=KEPT, secure=settings.HTTPS, httponly=True, samesite="Lax"
    )
    return response


def act_done(request: HttpRequest) -> str:
    """The act of `see_done`, or nothing. It can be forged: say it only if the data agree."""
    return request.COOKIES.get(NAME, "")


def said(response: HttpResponse) -> HttpResponse:
    """Delete the cookie: it was said."""
    response.delete_cookie(NAME, samesite="Lax")
    return response
