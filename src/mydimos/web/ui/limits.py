"""Rate limits on views."""

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
from mydimos.web.ui.security_log import note_refusal

View = Callable[..., HttpResponse]


def limited(
    limit: Limit,
    *,
    by: Callable[..., str],
    methods: tuple[str, ...] = ("GET", "POST"),
    asking: str = "",
) -> Callable[[View], View]:
    """Count the requests of a view; above the limit answer 429 with Retry-After.

    `by` is called with the view's arguments and returns whom the request is counted for. HEAD
    counts with GET. With `asking`, only requests with that parameter in their address are counted:
    a list is free, searching in it is not.
    """
    counting = {*methods, "HEAD"} if "GET" in methods else {*methods}

    def decorate(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method in counting and (not asking or request.GET.get(asking)):
                refusal = count(request, limit, by(request, *args, **kwargs))
                if refusal is not None:
                    return refusal
            return view(request, *args, **kwargs)

        return counted

    return decorate


def count(request: HttpRequest, limit: Limit, who: str) -> HttpResponse | None:
    """Count a request for `who`. Above the limit: the answer 429 with Retry-After."""
    wait = count_request(limit, who, now=timezone.now())
    if wait is None:
        return None
    note_refusal(f"limit {limit.name}")
    return _too_many(request, wait)


def by_address(request: HttpRequest, *_args: Any, **_kwargs: Any) -> str:
    """Count by the client's IP address."""
    return f"address {_network(client_address(request))}"


def client_address(request: HttpRequest) -> str:
    """The client's IP: the TRUSTED_PROXIES-th entry from the end of X-Forwarded-For.

    Entries further left were sent by the client and can be forged.
    """
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    hops = [hop for hop in hops if hop]
    back = settings.TRUSTED_PROXIES
    if not back or len(hops) < back:
        return str(request.META.get("REMOTE_ADDR", ""))
    return hops[-back]


def _network(address: str) -> str:
    """The key under which an IP address is counted: IPv6 by /64, which one subscriber owns."""
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
