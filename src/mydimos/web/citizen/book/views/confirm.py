"""Checking the answers, the declaration (R8), booking, and the page after it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from mydimos.audit.actors import Actor
from mydimos.booking.errors import HoldReplaced, LimitReached, SlotTaken, TwoAtOnce
from mydimos.booking.models import Hold
from mydimos.booking.people import People
from mydimos.booking.queries.appointments import own_between
from mydimos.booking.rules import may_book_for
from mydimos.booking.services import book_appointment
from mydimos.notices.models import Kind
from mydimos.web.appointments.summary_rows import typed_rows
from mydimos.web.citizen import drafts
from mydimos.web.citizen.appointments.access import Access, by_login
from mydimos.web.citizen.appointments.appointment_page import appointment_page
from mydimos.web.citizen.auth import CitizenRequest
from mydimos.web.citizen.book import refusals
from mydimos.web.citizen.book.forms.details import DetailsForm
from mydimos.web.citizen.book.holds import about_hold, choice_of, with_hold
from mydimos.web.citizen.limits import CHANGES_MADE, by_citizen
from mydimos.web.citizen.shown_texts import declared_texts
from mydimos.web.municipality import texts
from mydimos.web.ui.limits import limited
from mydimos.web.ui.redirects import see_other


@require_safe
@with_hold
def check(request: CitizenRequest, hold: Hold) -> HttpResponse:
    """All answers, with the declaration."""
    people = _people(request, hold)
    if people is None:
        return _incomplete(hold)
    return _page(request, hold, people)


@require_http_methods(["GET", "HEAD", "POST"])
@with_hold
@limited(CHANGES_MADE, by=by_citizen, methods=("POST",))
def confirm(request: CitizenRequest, hold: Hold) -> HttpResponse:
    """Declare and book. Sent twice, it leads to the same appointment."""
    if request.method != "POST":  # after logging in again: what is declared is looked at first
        return see_other("citizen:check", hold.public_id)
    people = _people(request, hold)
    if people is None:
        return _incomplete(hold)
    declaration, notice = _texts(hold, people)
    if request.POST.get("seen") != drafts.fingerprint(request.session, declaration.version):
        return _page(request, hold, people, is_changed=True)
    return _book(request, hold, people, (declaration, notice))


@require_safe
@by_login
def done(request: HttpRequest, access: Access) -> HttpResponse:
    """Just booked: the code, what to bring, where the message goes. Once over: its own page."""
    now = timezone.now()
    if not access.appointment.is_active(now=now):
        return see_other("citizen:appointment", access.appointment.public_id)
    return render(request, "citizen/book/done.html", appointment_page(access, now=now).context())


def _book(
    request: CitizenRequest, hold: Hold, people: People, shown: tuple[texts.Text, texts.Text]
) -> HttpResponse:
    now = timezone.now()
    try:
        appointment = book_appointment(
            hold_id=hold.public_id,
            by=Actor.citizen(request.citizen.pk),
            people=people,
            declaration=declared_texts(
                *shown,
                language=get_language() or "el",
                municipality=hold.offering.service.municipality,
                now=now,
            ),
            now=now,
        )
    except SlotTaken:
        return refusals.taken(request, request.citizen, hold.offering, choice_of(hold), now=now)
    except HoldReplaced:  # between our look and the verb's: the page of this hold knows more
        return see_other("citizen:check", hold.public_id)
    except LimitReached as limit:
        return refusals.limit_reached(request, request.citizen, hold.offering, limit)
    except TwoAtOnce:
        other = own_between(request.citizen, hold.starts_at, hold.ends_at).first()
        return refusals.two_at_once(request, request.citizen, hold, other)
    drafts.forget_booked(request.session)
    return see_other("citizen:done", appointment.public_id)


def _page(
    request: CitizenRequest, hold: Hold, people: People, *, is_changed: bool = False
) -> HttpResponse:
    declaration, _ = _texts(hold, people)
    context = about_hold(request, hold) | {
        "people": people,
        "rows": typed_rows(
            people,
            change_who=reverse("citizen:book", args=[hold.public_id]),
            change_details=reverse("citizen:details", args=[hold.public_id]),
        ),
        "declaration": texts.fragment(declaration.sections[people.on_behalf.value]),
        "seen": drafts.fingerprint(request.session, declaration.version),
        "is_changed": is_changed,
    }
    return render(request, "citizen/book/check.html", context, status=409 if is_changed else 200)


def _people(request: CitizenRequest, hold: Hold) -> People | None:
    """The people of the draft; None while anything is missing or wrong."""
    on_behalf = drafts.on_behalf(request.session)
    if not on_behalf or not may_book_for(on_behalf, as_company=request.citizen.is_company):
        return None
    typed = drafts.details(request.session)
    form = DetailsForm(typed, on_behalf=on_behalf, channel=hold.offering.channel)
    return form.people if form.is_valid() else None


def _incomplete(hold: Hold) -> HttpResponse:
    return see_other("citizen:details", hold.public_id, incomplete="1")


def _texts(hold: Hold, people: People) -> tuple[texts.Text, texts.Text]:
    """Declaration and privacy notice of the municipality.

    The shipped declaration where the municipality's lacks this `on_behalf`.
    """
    language = get_language() or "el"
    declaration, notice = texts.texts(
        (Kind.DECLARATION, Kind.PRIVACY),
        language=language,
        municipality=hold.offering.service.municipality,
    )
    if people.on_behalf.value not in declaration.sections:
        declaration = texts.shipped(Kind.DECLARATION, language)
    return declaration, notice
