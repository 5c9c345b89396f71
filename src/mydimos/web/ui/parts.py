"""A page, or only the part of it that htmx asks for."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def page_or_part(
    request: HttpRequest, whole: str, part: str, context: Mapping[str, object]
) -> HttpResponse:
    """Draw the template of the whole page, or of the part where htmx asks for it."""
    template = part if "HX-Request" in request.headers else whole
    response = render(request, template, dict(context))
    patch_vary_headers(response, ["HX-Request"])
    return response
