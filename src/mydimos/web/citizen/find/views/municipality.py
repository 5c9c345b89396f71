"""The pages of a municipality: channel, service, documents and offices (D2§1). For anyone."""

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mydimos.directory import queries
from mydimos.directory.models import Channel, Municipality, Offering, Service, ServiceCategory
from mydimos.greek.search import LONGEST_QUERY
from mydimos.web.citizen.find.directory_cache import directory_cache, find_services
from mydimos.web.citizen.find.last_municipality import remember_municipality
from mydimos.web.citizen.limits import SEARCHES
from mydimos.web.ui.audience import anyone
from mydimos.web.ui.htmx import page_or_fragment
from mydimos.web.ui.limits import by_address, limited

# A longer list of services is folded: it shows its categories first.
LONGEST_LIST = 15


@anyone
@require_safe
def channels(request: HttpRequest, municipality: str) -> HttpResponse:
    """The channels of the municipality, or those of the service in `?service=`."""
    place = _municipality(municipality)
    slug = request.GET.get("service", "")
    service = _service_first(place, slug)
    context = {
        "municipality": place,
        "service": service,
        "missing": None if service else directory_cache().services.get(slug),
        "channels": _channels(place, service),
        "opens_on": place.opens_on(today=timezone.localdate()),
    }
    response = render(request, "citizen/find/channels.html", context)
    remember_municipality(request, response, place.slug)
    return response


@anyone
@require_safe
@limited(SEARCHES, by=by_address, asking="q")
def services(request: HttpRequest, municipality: str, channel: Channel) -> HttpResponse:
    """The services of a channel, by category."""
    place = _municipality(municipality)
    offered = queries.services_of(place, channel)
    if not offered:
        return _not_offered(request, place, channel)
    query = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_QUERY]
    found = find_services(query, offered) if query else []
    context = {
        "municipality": place,
        "channel": channel,
        "query": query,
        "found": found,
        "missing": next(iter(directory_cache().find(query).services), None)
        if query and not found
        else None,
        "fields": _by_field(offered),
        "folded": len(offered) > LONGEST_LIST,
    }
    whole, fragment = "citizen/find/services.html", "citizen/find/_services.html"
    response = page_or_fragment(request, whole, fragment, context)
    remember_municipality(request, response, place.slug)
    return response


@anyone
@require_safe
def service(
    request: HttpRequest, municipality: str, channel: Channel, service: str, office: str = ""
) -> HttpResponse:
    """The documents, read before the time is chosen (D2§5), and the offices."""
    place = _municipality(municipality)
    wanted = _service(place, service)
    everywhere = queries.offerings_of(wanted)
    offerings = [one for one in everywhere if one.channel == channel and _is_at(one, office)]
    if not offerings:
        return _not_offered(request, place, channel, wanted, everywhere)
    context = {
        "municipality": place,
        "channel": channel,
        "service": wanted,
        "offerings": offerings,
        "offering": offerings[0] if len(offerings) == 1 else None,
        "other_channels": _others(everywhere, channel),
    }
    response = render(request, "citizen/find/service.html", context)
    remember_municipality(request, response, place.slug)
    return response


def _municipality(slug: str) -> Municipality:
    try:
        return queries.municipality_of(slug)
    except Municipality.DoesNotExist:
        raise Http404 from None


def _service(municipality: Municipality, slug: str) -> Service:
    try:
        return queries.service_of(municipality, slug)
    except Service.DoesNotExist:
        raise Http404 from None


def _service_first(municipality: Municipality, slug: str) -> Service | None:
    """The service that was chosen before the municipality; None for an unknown one."""
    try:
        return queries.service_of(municipality, slug.replace("\0", "")[:80]) if slug else None
    except Service.DoesNotExist:
        return None


def _channels(municipality: Municipality, service: Service | None) -> list[Channel]:
    if service is None:
        return queries.channels_of(municipality)
    return _others(queries.offerings_of(service))


def _others(offerings: list[Offering], besides: Channel | None = None) -> list[Channel]:
    found = {one.channel for one in offerings}
    return [one for one in Channel if one.value in found and one != besides]


def _by_field(offered: list[Service]) -> list[tuple[ServiceCategory, list[Service]]]:
    return [
        (field, list(inside)) for field, inside in groupby(offered, key=lambda row: row.category)
    ]


def _is_at(offering: Offering, office: str) -> bool:
    return not office or offering.office.slug == office


def _not_offered(
    request: HttpRequest,
    municipality: Municipality,
    channel: Channel,
    service: Service | None = None,
    everywhere: list[Offering] | None = None,
) -> HttpResponse:
    """404 with the channels that are offered instead."""
    context = {
        "municipality": municipality,
        "channel": channel,
        "service": service,
        "channels": _others(everywhere or []) if service else _channels(municipality, None),
    }
    return render(request, "citizen/find/not_offered.html", context, status=404)
