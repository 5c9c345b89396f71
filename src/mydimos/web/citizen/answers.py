"""Where to go after something was done."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponseRedirect
from django.urls import reverse


class SeeOther(HttpResponseRedirect):
    """The outcome is another page: whatever the method was, the next one is GET (303)."""

    status_code = 303


def see_other(name: str, *args: UUID | str, **query: str) -> SeeOther:
    """Go to a page of ours by its name; what stands in `query` is added to its address."""
    address = reverse(name, args=args)
    known = {key: value for key, value in query.items() if value}
    return SeeOther(f"{address}?{urlencode(known)}" if known else address)
