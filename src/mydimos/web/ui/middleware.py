"""A log line per request, and the language of the address."""

import logging
from collections.abc import Callable
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from mydimos.web.ui.request_id import new_id

logger = logging.getLogger("mydimos.requests")

GetResponse = Callable[[HttpRequest], HttpResponse]


class RequestLog:
    """Writes method, route, status and duration; never the path, which may carry a secret link."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with new_id():
            return self._logged(request)

    def _logged(self, request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        facts = {
            "method": request.method,
            "route": match.route if match else "",
            "status": response.status_code,
            "duration_ms": round((perf_counter() - began) * 1000, 1),
        }
        logger.info("request", extra=facts)
        return response


class LanguageByAddress:
    """Greek, and English under /en/: an address means the same to everyone it is sent to.

    Django's own middleware adds `Vary: Accept-Language`, though nothing varies with it here.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
