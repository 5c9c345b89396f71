"""Redirects to a page of ours."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


class SeeOther(HttpResponseRedirect):
    """303: the next request is a GET after any method."""

    status_code = 303


def see_other(name: str, *args: UUID | str, **query: str) -> SeeOther:
    """Redirect to a page by its name; `query` is added to its address, empty values left out."""
    address = reverse(name, args=args)
    known = {key: value for key, value in query.items() if value}
    return SeeOther(f"{address}?{urlencode(known)}" if known else address)


def own_address(address: str) -> str:
    """The address if it leads to a page of ours, else empty: no open redirect."""
    is_ours = address.startswith("/") and len(address) <= 500
    if is_ours and url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        return address
    return ""
