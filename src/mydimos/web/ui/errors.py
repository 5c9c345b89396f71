"""Error pages, in the language of the address. None reads the database."""

import sys

import psycopg
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mydimos.web.ui.security_log import note_refusal

RETRY_AFTER = 10  # seconds


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """400: a form too large, a forged field."""
    return render(request, "ui/errors/bad_request.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """403."""
    return render(request, "ui/errors/forbidden.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """403: the form's token is missing or old (no cookies, a page open too long)."""
    note_refusal("form token")
    return render(request, "ui/errors/csrf_failure.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """404."""
    return render(request, "ui/errors/not_found.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 when the error being handled says that the database is away."""
    if _is_database_away(sys.exception()):
        return unavailable(request)
    return render(request, "ui/errors/server_error.html", status=500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: the database does not answer, or not now (a deadlock, a full disk, a restart)."""
    response = render(request, "ui/errors/unavailable.html", status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    return response


def _is_database_away(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, (OperationalError, InterfaceError, psycopg.OperationalError)):
            return True
        error = error.__cause__
    return False
