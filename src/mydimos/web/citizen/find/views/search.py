"""Searching a municipality or a service. For anyone, without a session; from memory."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mydimos.directory import queries
from mydimos.directory.models import Channel
from mydimos.greek.search import LONGEST_QUERY
from mydimos.web.citizen.find.directory_cache import by_region, directory_cache
from mydimos.web.citizen.find.last_municipality import remembered_municipality
from mydimos.web.citizen.limits import SEARCHES
from mydimos.web.ui.audience import anyone
from mydimos.web.ui.htmx import page_or_fragment
from mydimos.web.ui.limits import by_address, limited


@anyone
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The home page: a search, and the municipality of the last visit."""
    known = directory_cache()
    context = {
        "last_time": remembered_municipality(request, known),
        "services": [row for row in known.services.values() if row.is_common],
        "channels": list(Channel),
    }
    return render(request, "citizen/find/home.html", context)


@anyone
@require_safe
@limited(SEARCHES, by=by_address)
def search(request: HttpRequest) -> HttpResponse:
    """The municipalities and services that match `?q=`."""
    query, known = _words(request), directory_cache()
    context = {"query": query, "found": known.find(query)}
    return page_or_fragment(
        request, "citizen/find/search.html", "citizen/find/_results.html", context
    )


@anyone
@require_safe
@limited(SEARCHES, by=by_address, asking="q")
def municipalities(request: HttpRequest) -> HttpResponse:
    """All 332 by region, or those that match `?q=`."""
    query, known = _words(request), directory_cache()
    context = {
        "query": query,
        "found": known.find_municipalities(query, limit=30) if query else [],
        "regions": known.regions,
        "open_region": request.GET.get("region", ""),
    }
    whole, fragment = "citizen/find/municipalities.html", "citizen/find/_municipalities.html"
    return page_or_fragment(request, whole, fragment, context)


@anyone
@require_safe
@limited(SEARCHES, by=by_address, asking="q")
def catalogue_service(request: HttpRequest, catalogue: str) -> HttpResponse:
    """A service of the catalogue and the municipalities that offer it."""
    query, known = _words(request), directory_cache()
    if catalogue not in known.services:
        raise Http404
    service = known.services[catalogue]
    offering = queries.offering_municipalities(service)
    here = [row for row in known.municipalities.values() if row.code in offering]
    found = known.find_municipalities(query, limit=30) if query else []
    last_time = remembered_municipality(request, known)
    context = {
        "service": service,
        "query": query,
        "found": [hit for hit in found if hit.municipality.code in offering],
        "not_offering": [hit for hit in found if hit.municipality.code not in offering],
        "regions": by_region(here),
        "last_time": last_time if last_time and last_time.code in offering else None,
    }
    whole, fragment = "citizen/find/catalogue_service.html", "citizen/find/_municipalities.html"
    return page_or_fragment(request, whole, fragment, context)


def _words(request: HttpRequest) -> str:
    return request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_QUERY]
