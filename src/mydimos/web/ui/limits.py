"""Rate limits on views: generous for people, narrow for programs."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from ipaddress import IPv4Address, ip_address, ip_network
from math import ceil
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from mydimos.identity.limits import Limit, count_request

View = Callable[..., HttpResponse]

# Behind one address there may be a library, a town hall or a mobile operator.
SEARCH = Limit("search", 240, timedelta(minutes=1))
LOGIN = Limit("login", 300, timedelta(minutes=10))
HOLD = Limit("hold", 30, timedelta(minutes=10))
# Each of these acts sends a mail to an address that nobody has proved to be theirs.
CHANGE = Limit("change", 30, timedelta(hours=1))
LINK = Limit("link", 60, timedelta(minutes=10))
FEEDBACK = Limit("feedback", 5, timedelta(hours=1))


def limited(
    limit: Limit, *, methods: tuple[str, ...] = ("GET", "POST"), asking: str = ""
) -> Callable[[View], View]:
    """Count requests by citizen where one is logged in (`request.citizen`), else by address.

    Too many: status 429 with a page that says how long to wait, and Retry-After. HEAD costs us as
    much as GET and counts with it. With `asking`, only what has that parameter in its address is
    counted: a list is free, searching in it is not.
    """
    counting = {*methods, "HEAD"} if "GET" in methods else {*methods}

    def decorate(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method in counting and (not asking or request.GET.get(asking)):
                wait = count_request(limit, _who(request), now=timezone.now())
                if wait is not None:
                    return _too_many(request, wait)
            return view(request, *args, **kwargs)

        return counted

    return decorate


def client_address(request: HttpRequest) -> str:
    """The address of the browser: as many proxies back as are ours, never what it says itself."""
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    hops = [hop for hop in hops if hop]
    back = settings.TRUSTED_PROXIES
    if not back or len(hops) < back:
        return str(request.META.get("REMOTE_ADDR", ""))
    return hops[-back]


def _who(request: HttpRequest) -> str:
    citizen = getattr(request, "citizen", None)
    return f"citizen {citizen.pk}" if citizen else f"address {_line(client_address(request))}"


def _line(address: str) -> str:
    """Whom an address belongs to: whoever has one of IPv6 has 2^64 of them, a whole /64."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ip_network((int(found), 64), strict=False))


def _too_many(request: HttpRequest, wait: timedelta) -> HttpResponse:
    minutes = max(1, ceil(wait.total_seconds() / 60))
    response = render(request, "ui/errors/too_many.html", {"minutes": minutes}, status=429)
    response["Retry-After"] = str(ceil(wait.total_seconds()))
    return response
