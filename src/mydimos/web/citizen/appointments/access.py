"""The two ways in to the pages of one appointment: by login, or by the secret link of a message.

The pages are the same. The actor differs (for the audit) and so do the addresses on the page:
those reached by a link carry its signature.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from mydimos.audit.actors import Actor
from mydimos.booking.links import BEARERS, may_open, may_open_outcome
from mydimos.booking.models import Appointment, Participant
from mydimos.booking.queries.appointments import appointment_of, appointment_with_role
from mydimos.booking.rules import links_have_ended
from mydimos.identity.models import Citizen
from mydimos.web.citizen.auth import CitizenRequest, citizen_required
from mydimos.web.citizen.limits import WRONG_LINKS
from mydimos.web.ui.audience import anyone
from mydimos.web.ui.headers import private
from mydimos.web.ui.limits import by_address, count
from mydimos.web.ui.redirects import SeeOther
from mydimos.web.ui.security_log import note_refusal


class Addresses(dict[str, str]):
    """The addresses of one appointment's pages by name, as in urls.py: `urls.move`."""

    def __init__(self, prefix: str, *args: UUID | str) -> None:
        super().__init__()
        self._prefix, self._args = prefix, args

    def __missing__(self, page: str) -> str:
        try:
            address = reverse(f"{self._prefix}{page}", args=self._args)
        except NoReverseMatch as unknown:
            # A template would show an empty link for it, and for a KeyError.
            raise RuntimeError(f"No page of an appointment is called {page}") from unknown
        self[page] = address
        return address


@dataclass(frozen=True)
class Access:
    """One appointment, who reads its pages, and the addresses that lead on."""

    appointment: Appointment
    actor: Actor
    role: str
    urls: Addresses
    citizen: Citizen | None = None

    @property
    def is_by_link(self) -> bool:
        return self.citizen is None


View = Callable[[HttpRequest, Access], HttpResponse]


def by_login(view: View) -> Callable[[HttpRequest, UUID], HttpResponse]:
    """Audience: the citizen who booked. 404 for the appointment of another citizen."""

    @private
    @citizen_required
    @wraps(view)
    def opened(request: CitizenRequest, appointment_id: UUID) -> HttpResponse:
        appointment = appointment_of(request.citizen, appointment_id)
        if appointment is None:
            note_refusal("appointment of another, or none")
            raise Http404
        return view(request, _login_access(appointment, request.citizen))

    return opened


def by_link(
    view: View, *, after_cancelling: bool = False, after_the_end: bool = False
) -> Callable[[HttpRequest, UUID, str, str], HttpResponse]:
    """Audience: the bearer of the link. The signature is checked in each request.

    Cancelling ends the links. With `after_cancelling` the page still opens with the link that was
    valid until then, so that a form sent twice leads to the same outcome.

    Some days after the appointment only the pages with `after_the_end` open; the others lead there.
    """

    @private
    @wraps(view)
    def opened(
        request: HttpRequest, appointment_id: UUID, role: str, signature: str
    ) -> HttpResponse:
        found = appointment_with_role(appointment_id, role)
        # Without an appointment a signature is checked too, so that the answer takes as long.
        checked = found or Appointment(public_id=appointment_id)
        opens = may_open_outcome if after_cancelling else may_open
        is_good = opens(checked, role, signature)
        if found is None or role not in BEARERS or not is_good:
            return link_refused(request)
        access = _link_access(found, role, signature)
        if links_have_ended(found, now=timezone.now()) != after_the_end:
            return SeeOther(access.urls["appointment" if after_the_end else "rights"])
        return view(request, access)

    opened.audience = "bearer of a link"  # type: ignore[attr-defined]
    return opened


@anyone
@private
def lost_link(request: HttpRequest, rest: str) -> HttpResponse:  # noqa: ARG001
    """The page of a link of which a mail program has lost a part."""
    return link_refused(request)


def link_refused(request: HttpRequest) -> HttpResponse:
    """404, the same for every reason: nothing can be learned from it.

    Counted by address, against guessing: 429 above the limit.
    """
    note_refusal("link")
    refusal = count(request, WRONG_LINKS, by_address(request))
    return refusal or render(request, "citizen/appointments/link_refused.html", status=404)


def by_access(_request: HttpRequest, access: Access) -> str:
    """For rate limits: the citizen or the link. Not the address, which many people can share."""
    if access.citizen:
        return f"citizen {access.citizen.pk}"
    return f"link {access.appointment.public_id} {access.role}"


def _login_access(appointment: Appointment, citizen: Citizen) -> Access:
    return Access(
        appointment=appointment,
        actor=Actor.citizen(citizen.pk),
        role=Participant.Role.APPLICANT,
        urls=Addresses("citizen:", appointment.public_id),
        citizen=citizen,
    )


def _link_access(appointment: Appointment, role: str, signature: str) -> Access:
    return Access(
        appointment=appointment,
        actor=Actor.link(),
        role=role,
        urls=Addresses("citizen:link_", appointment.public_id, role, signature),
    )
