"""Sessions of two audiences in one browser: the cookie depends on the address."""

import re

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse

OFFICE = re.compile(r"^/(en/)?(office|operator)/")


class SessionByAddress(SessionMiddleware):
    """Django's sessions; under /office/ and /operator/ by the cookie OFFICE_COOKIE_NAME.

    An employee who books something privately in the same browser stays two people: neither
    cookie opens the other's pages.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Read the session of the cookie that belongs to the address."""
        if OFFICE.match(request.path_info):
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
            if key := request.COOKIES.get(settings.OFFICE_COOKIE_NAME):
                request.COOKIES[settings.SESSION_COOKIE_NAME] = key
        super().process_request(request)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Store the session; name its cookie by the address."""
        response = super().process_response(request, response)
        if OFFICE.match(request.path_info) and settings.SESSION_COOKIE_NAME in response.cookies:
            written = response.cookies.pop(settings.SESSION_COOKIE_NAME)
            response.cookies[settings.OFFICE_COOKIE_NAME] = written.value
            response.cookies[settings.OFFICE_COOKIE_NAME].update(written)
        return response
