"""Redirects to a page of ours."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponseRedirect
from django.urls import reverse


class SeeOther(HttpResponseRedirect):
    """303: the next request is a GET after any method."""

    status_code = 303


def see_other(name: str, *args: UUID | str, **query: str) -> SeeOther:
    """Redirect to a page by its name; `query` is added to its address, empty values left out."""
    address = reverse(name, args=args)
    known = {key: value for key, value in query.items() if value}
    return SeeOther(f"{address}?{urlencode(known)}" if known else address)
