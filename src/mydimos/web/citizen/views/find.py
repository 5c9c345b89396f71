"""Finding a municipality or a service. For anyone, without a session; all is in memory."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mydimos.directory import queries
from mydimos.directory.models import Channel
from mydimos.greek.search import LONGEST_QUERY
from mydimos.web.citizen.places import by_region, places
from mydimos.web.citizen.remembered import remembered_municipality
from mydimos.web.ui.audience import anyone
from mydimos.web.ui.limits import SEARCH, limited
from mydimos.web.ui.parts import page_or_part


@anyone
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Where to begin: a search, or the municipality of last time."""
    known = places()
    context = {
        "last_time": remembered_municipality(request, known),
        "services": [row for row in known.services.values() if row.is_common],
        "channels": list(Channel),
    }
    return render(request, "citizen/find/home.html", context)


@anyone
@require_safe
@limited(SEARCH)
def search(request: HttpRequest) -> HttpResponse:
    """Municipalities and services that the words mean."""
    query, known = _words(request), places()
    municipalities, services = known.find(query)
    context = {"query": query, "municipalities": municipalities, "services": services}
    return page_or_part(request, "citizen/find/search.html", "citizen/find/_results.html", context)


@anyone
@require_safe
@limited(SEARCH, asking="q")
def municipalities(request: HttpRequest) -> HttpResponse:
    """All 332, by region, or those that the words mean."""
    query, known = _words(request), places()
    context = {
        "query": query,
        "found": known.find_municipalities(query, limit=30) if query else [],
        "regions": known.regions,
        "open_region": request.GET.get("region", ""),
    }
    whole, part = "citizen/find/municipalities.html", "citizen/find/_municipalities.html"
    return page_or_part(request, whole, part, context)


@anyone
@require_safe
@limited(SEARCH, asking="q")
def catalogue_service(request: HttpRequest, catalogue: str) -> HttpResponse:
    """A service first: then one chooses among the municipalities that offer it."""
    query, known = _words(request), places()
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
        "regions": by_region(here),
        "last_time": last_time if last_time and last_time.code in offering else None,
    }
    whole, part = "citizen/find/catalogue_service.html", "citizen/find/_municipalities.html"
    return page_or_part(request, whole, part, context)


def _words(request: HttpRequest) -> str:
    return request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_QUERY]
