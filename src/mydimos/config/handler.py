"""The WSGI application: Django's handler, and an answer where even that one fails."""

import logging
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils.http import parse_header_parameters

log = logging.getLogger(__name__)

BARE_PAGE = """\
<!doctype html>
<html lang="el">
<head><meta charset="utf-8"><title>Κάτι πήγε στραβά</title></head>
<body>
<h1>Κάτι πήγε στραβά</h1>
<p>Δοκιμάστε ξανά σε λίγα λεπτά. Όσα ραντεβού έχετε κλείσει ισχύουν.</p>
<p lang="en">Something went wrong. Please try again in a few minutes. The appointments that you
have booked stand.</p>
</body>
</html>
""".encode()


class Request(WSGIRequest):
    """A request whose query string is read by middleware and views only.

    Django reads it while it makes the request, to apply the charset of the Content-Type. Errors of
    that (`charset=rot13`, 101 parameters) would be raised where no error page can be made.
    """

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        """Set the type and its parameters; the encoding stays UTF-8 (middleware.PlainRequests)."""
        kind = meta.get("CONTENT_TYPE", "")
        self.content_type, self.content_params = parse_header_parameters(kind)


class Handler(WSGIHandler):
    """Django's handler; an error outside its own error pages is logged and answered with 500."""

    request_class = Request

    def __call__(  # type: ignore[override]  # WSGI asks for less than Django's stubs
        self, environ: dict[str, Any], start_response: Any
    ) -> Iterable[bytes]:
        """Answer a request. Raises nothing: Granian would log the error with its text."""
        try:
            return super().__call__(environ, start_response)
        except Exception:
            log.exception("a request could not be answered")
            start_response("500 Internal Server Error", _bare_headers())
            return [BARE_PAGE]


def _bare_headers() -> list[tuple[str, str]]:
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Cache-Control", "no-store"),
        ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
        ("Referrer-Policy", "same-origin"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
    ]
    if settings.SECURE_HSTS_SECONDS:
        seconds = settings.SECURE_HSTS_SECONDS
        headers.append(("Strict-Transport-Security", f"max-age={seconds}"))
    return headers
