"""Taking the hold after logging in; for whom it is; the details. Drafts wait in the session."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from mydimos.booking.models import Appointment, Hold
from mydimos.booking.queries.appointments import own_between
from mydimos.directory.queries import bookable_offering
from mydimos.web.citizen import drafts
from mydimos.web.citizen.auth import CitizenRequest, citizen_required, name_of
from mydimos.web.citizen.book import refusals
from mydimos.web.citizen.book.forms.details import DetailsForm
from mydimos.web.citizen.book.forms.who import WhoForm
from mydimos.web.citizen.book.holds import about_hold, keep_time, times_address, with_hold
from mydimos.web.citizen.limits import HOLDS_TAKEN, by_citizen
from mydimos.web.ui.limits import limited
from mydimos.web.ui.redirects import SeeOther, see_other

OnBehalf = Appointment.OnBehalf

UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
@citizen_required
@limited(HOLDS_TAKEN, by=by_citizen)
def keep(request: CitizenRequest) -> HttpResponse:
    """Take a hold of the time that was chosen before logging in.

    This GET writes: the login comes back by a redirect. It takes only what this session chose by a
    form, and the same hold again when repeated. HEAD is refused.
    """
    choice = drafts.chosen(request.session)
    offering = bookable_offering(choice.offering) if choice else None
    if choice is None or offering is None:
        return see_other("citizen:home")
    return keep_time(request, request.citizen, offering, choice)


@require_http_methods(["GET", "HEAD", "POST"])
@with_hold
def who(request: CitizenRequest, hold: Hold) -> HttpResponse:
    """For whom? A company's login is not asked (R6)."""
    if request.citizen.is_company:
        return see_other("citizen:details", hold.public_id, again=request.GET.get("again", ""))
    channel = hold.offering.channel
    form = WhoForm(initial={"on_behalf": drafts.on_behalf(request.session)}, channel=channel)
    if request.method == "POST":
        if "language" in request.POST or "another_time" in request.POST:
            return _leave_who(request, hold)
        form = WhoForm(request.POST, channel=channel)
        if form.is_valid():
            return _for_whom(request, hold, form.cleaned_data["on_behalf"])
    context = about_hold(request, hold) | {"form": form, "typed_form": "who"}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "citizen/book/who.html", context, status=status)


def _leave_who(request: CitizenRequest, hold: Hold) -> HttpResponse:
    """To the other language or another time, with the answer stored."""
    if request.POST.get("on_behalf") in OnBehalf.values:
        drafts.answer(request.session, request.POST["on_behalf"])
    if "another_time" in request.POST:
        return SeeOther(times_address(hold))
    return see_other("citizen:book", hold.public_id)


def _for_whom(request: CitizenRequest, hold: Hold, on_behalf: str) -> HttpResponse:
    """Store the answer. An overlap with an own appointment is refused before anything is typed."""
    drafts.answer(request.session, on_behalf)
    others = own_between(request.citizen, hold.starts_at, hold.ends_at)
    if on_behalf == OnBehalf.SELF and others.exists():
        return refusals.two_at_once(request, request.citizen, hold, others.first())
    return see_other("citizen:details", hold.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@with_hold
def details(request: CitizenRequest, hold: Hold) -> HttpResponse:
    """Name, addresses, requirements, third person. What is posted is kept, valid or not."""
    if request.method == "POST":
        drafts.keep(request.session, request.POST)
    on_behalf = _on_behalf(request)
    if not on_behalf:
        return see_other("citizen:book", hold.public_id)
    if request.method == "POST":
        return _answer(request, hold, on_behalf)
    typed = drafts.details(request.session)
    if typed and "incomplete" in request.GET:
        return _page(request, hold, _form(hold, on_behalf, typed))
    initial = _as_initial(typed) or _from_login(request, on_behalf)
    form = DetailsForm(on_behalf=on_behalf, channel=hold.offering.channel, initial=initial)
    return _page(request, hold, form)


def _answer(request: CitizenRequest, hold: Hold, on_behalf: str) -> HttpResponse:
    if "another_time" in request.POST:
        return SeeOther(times_address(hold))
    if "language" in request.POST:
        return see_other("citizen:details", hold.public_id)
    if "back" in request.POST:
        return see_other("citizen:book", hold.public_id)
    is_corrected = "correct" in request.POST
    typed = drafts.details(request.session) if is_corrected else request.POST
    form = _form(hold, on_behalf, typed)
    if not form.is_valid():
        return _page(request, hold, form)
    if is_corrected:
        drafts.correct(request.session, {one.field: one.meant for one in form.suggestions})
    elif {one.typed for one in form.suggestions} - set(request.POST.getlist("kept")):
        return _page(request, hold, form)  # asked once: sent again it counts as it is
    return see_other("citizen:check", hold.public_id)


def _page(request: CitizenRequest, hold: Hold, form: DetailsForm) -> HttpResponse:
    context = about_hold(request, hold) | {
        "form": form,
        "on_behalf": form.on_behalf.value,
        "typed_form": "details",
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "citizen/book/details.html", context, status=status)


def _on_behalf(request: CitizenRequest) -> str:
    """The stored answer; for a company's login always «company» (R6)."""
    if request.citizen.is_company:
        drafts.answer(request.session, OnBehalf.COMPANY.value)
    return drafts.on_behalf(request.session)


def _form(hold: Hold, on_behalf: str, typed: QueryDict) -> DetailsForm:
    return DetailsForm(typed, on_behalf=on_behalf, channel=hold.offering.channel)


def _as_initial(typed: QueryDict) -> dict[str, object]:
    return {
        field: typed.getlist(field) if field == "requirements" else typed.get(field)
        for field in typed
    }


def _from_login(request: CitizenRequest, on_behalf: str) -> dict[str, object]:
    """The name of the login, to pre-fill the form (R23)."""
    name = name_of(request)
    if request.citizen.is_company:
        return {"company": name}
    return {"name": name} if on_behalf == OnBehalf.SELF else {}
