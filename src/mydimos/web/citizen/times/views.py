"""The free times of one offering. For anyone: no session before a time is chosen."""

from datetime import date
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from mydimos.booking.queries.nearest import first_times
from mydimos.directory.models import Channel, Offering
from mydimos.directory.queries import OfferingWithAlternatives, offering_at
from mydimos.identity.models import Citizen
from mydimos.scheduling.rules import ConfigurationError
from mydimos.scheduling.spans import local_day
from mydimos.web.appointments.forms import TimeForm
from mydimos.web.appointments.month import month_page
from mydimos.web.citizen import drafts
from mydimos.web.citizen.auth import CitizenRequest, citizen_of, log_out
from mydimos.web.citizen.book.holds import keep_time
from mydimos.web.citizen.limits import HOLDS_TAKEN, SEARCHES, SESSIONS_BEGUN, by_citizen
from mydimos.web.ui.audience import anyone
from mydimos.web.ui.headers import not_stored
from mydimos.web.ui.htmx import page_or_fragment
from mydimos.web.ui.limits import by_address, limited
from mydimos.web.ui.redirects import see_other


@anyone
@not_stored
@require_http_methods(["GET", "HEAD", "POST"])
def times(
    request: HttpRequest, municipality: str, channel: Channel, service: str, office: str
) -> HttpResponse:
    """A month, the times of a day, and the form that chooses one of them."""
    place = _place(municipality, channel, service, office)
    if place.municipality.opens_on(today=_today()):
        return _not_yet(request, place)
    if request.method == "POST":
        return _choose(request, place)
    return _calendar(request, place, TimeForm())


@anyone
@not_stored
@require_safe
@limited(SEARCHES, by=by_address)
def elsewhere(
    request: HttpRequest, municipality: str, channel: Channel, service: str, office: str
) -> HttpResponse:
    """The first free times of the same service at other offices and in other channels."""
    place = _place(municipality, channel, service, office)
    context = _context(request, place) | {
        "first_times": first_times(place.alternatives, now=timezone.now())
    }
    whole, fragment = "citizen/times/elsewhere.html", "citizen/times/_elsewhere.html"
    return page_or_fragment(request, whole, fragment, context)


def _place(
    municipality: str, channel: Channel, service: str, office: str
) -> OfferingWithAlternatives:
    try:
        return offering_at(
            municipality=municipality, channel=channel, service=service, office=office
        )
    except Offering.DoesNotExist:
        raise Http404 from None


def _choose(request: HttpRequest, place: OfferingWithAlternatives) -> HttpResponse:
    """Take a hold for a citizen; without a login, store the choice and redirect to the login."""
    form = TimeForm(request.POST)
    if not form.is_valid():
        return _calendar(request, place, form, status=422)
    choice = drafts.Choice(place.offering.public_id, form.moment, form.named)
    citizen = citizen_of(request)
    if citizen is None:
        return _remember(request, choice)
    cast(CitizenRequest, request).citizen = citizen
    try:
        return _keep(request, place, choice)
    except Citizen.DoesNotExist:  # erased since the login (privacy)
        log_out(request)
        return _remember(request, choice)


@limited(SESSIONS_BEGUN, by=by_address)
def _remember(request: HttpRequest, choice: drafts.Choice) -> HttpResponse:
    """Store the choice: this begins a session."""
    drafts.choose(request.session, choice)
    return see_other("citizen:login", next=reverse("citizen:keep"))


@limited(HOLDS_TAKEN, by=by_citizen)
def _keep(
    request: CitizenRequest, place: OfferingWithAlternatives, choice: drafts.Choice
) -> HttpResponse:
    drafts.choose(request.session, choice)
    return keep_time(request, request.citizen, place.offering, choice)


def _calendar(
    request: HttpRequest, place: OfferingWithAlternatives, form: TimeForm, status: int = 200
) -> HttpResponse:
    try:
        shown = month_page(
            place.offering,
            now=timezone.now(),
            query=request.GET.dict(),
            ignoring=drafts.own_hold(request.session),
        )
    except ConfigurationError:
        return _not_yet(request, place)
    context = _context(request, place) | {"calendar": shown, "form": form}
    whole, fragment = "citizen/times/times.html", "appointments/_calendar.html"
    return page_or_fragment(request, whole, fragment, context, status=status)


def _not_yet(request: HttpRequest, place: OfferingWithAlternatives) -> HttpResponse:
    """The offering is not set up, or the municipality not open yet: a sentence and a phone."""
    day = place.municipality.opens_on(today=_today())
    context = _context(request, place) | {"opens_on": day}
    return render(request, "citizen/times/not_yet.html", context)


def _context(request: HttpRequest, place: OfferingWithAlternatives) -> dict[str, object]:
    offering = place.offering
    service, office = offering.service, offering.office
    way = [place.municipality.slug, offering.channel, service.slug, office.slug]
    return {
        "municipality": place.municipality,
        "offering": offering,
        "service": service,
        "office": office,
        "citizen": citizen_of(request),
        "elsewhere_url": reverse("citizen:elsewhere", args=way) if place.alternatives else "",
    }


def _today() -> date:
    return local_day(int(timezone.now().timestamp()))
