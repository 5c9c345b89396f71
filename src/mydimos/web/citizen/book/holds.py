"""Taking a hold, and the decorator of the pages that need one."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from mydimos.audit.actors import Actor
from mydimos.booking.errors import LimitReached, NotOffered, SlotTaken
from mydimos.booking.models import Hold
from mydimos.booking.queries.holds import any_hold_of, hold_of, is_booked
from mydimos.booking.queries.nearest import is_within_horizon
from mydimos.booking.services import take_hold
from mydimos.directory.models import Offering
from mydimos.directory.queries import employee_of
from mydimos.identity.models import Citizen
from mydimos.scheduling.spans import local_day
from mydimos.web.citizen import drafts
from mydimos.web.citizen.auth import CitizenRequest, citizen_required
from mydimos.web.citizen.book import refusals
from mydimos.web.ui.redirects import see_other


def keep_time(
    request: HttpRequest,
    citizen: Citizen,
    offering: Offering,
    choice: drafts.Choice,
    *,
    then: str = "",
    again: str = "",
) -> HttpResponse:
    """Take a hold and redirect to the form; else a page that says why not, and what is free.

    With details in the session it redirects to the page that checks them. `then`: redirect to this
    page instead; `again`: its query `again=`.
    """
    now = timezone.now()
    try:
        if not is_within_horizon(offering, choice.starts_at, now=now):
            raise SlotTaken  # noqa: TRY301 (answered like a time that was taken)
        hold = take_hold(
            by=Actor.citizen(citizen.pk),
            offering=offering,
            starts_at=choice.starts_at,
            named_employee=_named(offering, choice.employee),
            now=now,
        )
    except SlotTaken:
        return refusals.taken(request, citizen, offering, choice, now=now)
    except LimitReached as limit:
        return refusals.limit_reached(request, citizen, offering, limit)
    except NotOffered:
        return refusals.not_offered(request, citizen, offering)
    drafts.remember_hold(request.session, hold.public_id)
    then = then or ("citizen:check" if drafts.details(request.session) else "citizen:book")
    return see_other(then, hold.public_id, again=again)


def with_hold(
    view: Callable[[CitizenRequest, Hold], HttpResponse],
) -> Callable[[HttpRequest, UUID], HttpResponse]:
    """A page of the citizen's own hold.

    GET of an expired hold writes: it takes the same time again, so that the citizen can go on. HEAD
    does not. POST goes through: `book_appointment` knows whether the time is still free.
    """

    @citizen_required
    @wraps(view)
    def opened(request: CitizenRequest, hold_id: UUID) -> HttpResponse:
        hold = hold_of(request.citizen, hold_id)
        if hold is None:
            return _without_hold(request, hold_id)
        if request.method == "GET" and not hold.is_live(now=timezone.now()):
            return _again(request, hold)
        return view(request, hold)

    return opened


def choice_of(hold: Hold) -> drafts.Choice:
    """The choice that a hold was taken for."""
    named = hold.named_employee
    return drafts.Choice(
        hold.offering.public_id, hold.starts_at, named.public_id if named else None
    )


def _again(request: CitizenRequest, hold: Hold) -> HttpResponse:
    """Take an expired hold again and redirect to the same page."""
    match = request.resolver_match
    then = match.view_name if match else ""
    return keep_time(request, request.citizen, hold.offering, choice_of(hold), then=then, again="1")


def _without_hold(request: CitizenRequest, hold_id: UUID) -> HttpResponse:
    """Answer for a hold that is gone: it was booked, replaced, or deleted after it expired."""
    if request.method == "POST":
        drafts.keep(request.session, request.POST)
    if is_booked(request.citizen, hold_id):
        return see_other("citizen:done", hold_id)
    if other := any_hold_of(request.citizen):
        return refusals.replaced(request, request.citizen, other)
    return refusals.ran_out(request, request.citizen)


def _named(offering: Offering, employee: UUID | None) -> int | None:
    """The employee who was chosen. Raises SlotTaken for one who serves this no longer."""
    if employee is None or not offering.names_employee:
        return None
    if found := employee_of(offering, employee):
        return found.pk
    raise SlotTaken


def about_hold(request: CitizenRequest, hold: Hold) -> dict[str, object]:
    """The context of every page of a hold."""
    left = (hold.expires_at - timezone.now()).total_seconds()
    return {
        "citizen": request.citizen,
        "whose": drafts.mark_of(request.citizen.pk),
        "municipality": hold.offering.service.municipality,
        "offering": hold.offering,
        "hold": hold,
        "seconds_left": max(0, int(left)),
        "kept_again": "again" in request.GET,
        "times_url": times_address(hold),
    }


def times_address(hold: Hold) -> str:
    """The address of the free times on the day of a hold."""
    offering = hold.offering
    way = [offering.service.municipality.slug, offering.channel, offering.service.slug]
    address = reverse("citizen:times", args=[*way, offering.office.slug])
    return f"{address}?day={local_day(int(hold.starts_at.timestamp()))}"
