"""Requests that no page of ours sends are refused before a view runs."""

import codecs
from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

METHODS = ("GET", "HEAD", "POST")
CHARSETS = ("utf-8", "ascii")

GetResponse = Callable[[HttpRequest], HttpResponse]


class PlainRequests:
    """Lets requests through whose method, charset and number of parameters our pages use.

    Other methods get 405 (TRACE would repeat headers, ASVS 13.4.4). Other charsets, and more than
    DATA_UPLOAD_MAX_NUMBER_FIELDS parameters, get 400.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Raises BadRequest or TooManyFieldsSent: Django answers 400."""
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        if not _is_text(request):
            raise BadRequest("charset")
        request.GET  # noqa: B018 (read here: a parameter too many is a 400, not an error of a view)
        return self.get_response(request)


def _is_text(request: HttpRequest) -> bool:
    """Whether the charset of the Content-Type is UTF-8, ASCII or not given."""
    try:
        return (
            codecs.lookup((request.content_params or {}).get("charset", "utf-8")).name in CHARSETS
        )
    except (LookupError, ValueError):  # ValueError: a null byte in the name
        return False
