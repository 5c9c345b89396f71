"""The ways in to one appointment: by login, or by the personal link of a message.

The pages are the same. What differs is who acts (the audit says it) and which addresses the page
leads to: whoever came by a link stays within it.
"""

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from mydimos.audit.actors import Actor
from mydimos.booking.links import may_open
from mydimos.booking.models import Appointment, Participant
from mydimos.booking.queries.appointments import appointment_of, appointment_with_role
from mydimos.identity.models import Citizen
from mydimos.web.citizen.auth import CitizenRequest, citizen_required
from mydimos.web.ui.audience import anyone
from mydimos.web.ui.limits import LINK, limited

PAGES = (
    "appointment", "print", "calendar_file", "video", "resend",
    "move", "move_check", "move_confirm", "cancel", "cancelled",
)  # fmt: skip

# Guests and interpreters get their links from the employee (R16): these do not lead here.
BEARERS = {
    Participant.Role.APPLICANT.value,
    Participant.Role.SERVED.value,
    Participant.Role.REPRESENTATIVE.value,
}


@dataclass(frozen=True)
class Access:
    """Somebody at the pages of one appointment."""

    appointment: Appointment
    actor: Actor
    role: str
    urls: Mapping[str, str]
    citizen: Citizen | None = None

    @property
    def is_by_link(self) -> bool:
        return self.citizen is None


View = Callable[[HttpRequest, Access], HttpResponse]
P = ParamSpec("P")


def private(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Pages about a person: kept by no browser or proxy, found by no search engine.

    `same-origin` and not `no-referrer`: with the latter browsers blank the Origin of a form, and
    it would be refused as forged.
    """

    @wraps(view)
    def answered(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store, private"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answered


def by_login(view: View) -> Callable[[HttpRequest, UUID], HttpResponse]:
    """Audience: the citizen who booked. Somebody else's appointment is not found."""

    @private
    @citizen_required
    @wraps(view)
    def opened(request: CitizenRequest, appointment_id: UUID) -> HttpResponse:
        appointment = appointment_of(request.citizen, appointment_id)
        if appointment is None:
            raise Http404
        return view(request, _login_access(appointment, request.citizen))

    return opened


def by_link(
    view: View, *, after_cancelling: bool = False
) -> Callable[[HttpRequest, UUID, str, str], HttpResponse]:
    """Audience: whoever has the link. Checked anew for each page and each act.

    Cancelling ends the links. `after_cancelling`: this page still opens with the one that was
    good until then, so that the form sent twice and its outcome are the same page.
    """

    @private
    @limited(LINK)
    @wraps(view)
    def opened(
        request: HttpRequest, appointment_id: UUID, role: str, signature: str
    ) -> HttpResponse:
        found = appointment_with_role(appointment_id, role)
        # Somebody nobody knows is checked all the same: the answer takes as long.
        checked = found or Appointment(public_id=appointment_id)
        is_good = may_open(checked, role, signature)
        if after_cancelling:
            is_good |= _was_good(checked, role, signature)
        if found is None or role not in BEARERS or not is_good:
            return link_refused(request)
        return view(request, _link_access(found, role, signature))

    opened.audience = "bearer of a link"  # type: ignore[attr-defined]
    return opened


@anyone
@private
@limited(LINK)
def lost_link(request: HttpRequest, rest: str) -> HttpResponse:  # noqa: ARG001
    """A link of which a mail program has lost a part."""
    return link_refused(request)


def link_refused(request: HttpRequest) -> HttpResponse:
    """The one answer to every link that is not good: nothing can be learned from it."""
    return render(request, "citizen/appointments/link_refused.html", status=404)


def _login_access(appointment: Appointment, citizen: Citizen) -> Access:
    return Access(
        appointment=appointment,
        actor=Actor.citizen(citizen.pk),
        role=Participant.Role.APPLICANT,
        urls={page: reverse(f"citizen:{page}", args=[appointment.public_id]) for page in PAGES},
        citizen=citizen,
    )


def _link_access(appointment: Appointment, role: str, signature: str) -> Access:
    way = [appointment.public_id, role, signature]
    return Access(
        appointment=appointment,
        actor=Actor.link(),
        role=role,
        urls={page: reverse(f"citizen:link_{page}", args=way) for page in PAGES},
    )


def _was_good(appointment: Appointment, role: str, signature: str) -> bool:
    """Whether the link was good until the citizen cancelled."""
    before = copy(appointment)
    before.link_version -= 1
    is_good = may_open(before, role, signature)
    return is_good and appointment.status == Appointment.Status.CANCELLED_BY_CITIZEN
