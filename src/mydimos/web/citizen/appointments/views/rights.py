"""What a secret link opens some days after the appointment: its bearer's own data, after a code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from mydimos.booking.errors import CodeExpired, NoAddress, WrongCode
from mydimos.booking.services import check_code, send_code
from mydimos.notifications.errors import SentTooOften
from mydimos.web.citizen.appointments.access import Access, by_access
from mydimos.web.citizen.appointments.forms import CodeForm
from mydimos.web.citizen.appointments.stored_data import stored_data
from mydimos.web.citizen.limits import CODES_SENT
from mydimos.web.municipality.facts import facts
from mydimos.web.ui.limits import limited
from mydimos.web.ui.redirects import SeeOther
from mydimos.web.ui.security_log import note_refusal


@require_http_methods(["GET", "HEAD", "POST"])
@limited(CODES_SENT, by=by_access, methods=("POST",))
def ask_for_code(request: HttpRequest, access: Access) -> HttpResponse:
    """Say that the appointment is over, and no more; send a code to the bearer's own address."""
    if request.method != "POST":
        return _closed(request, access)
    public_id, now = access.appointment.public_id, timezone.now()
    try:
        send_code(appointment_id=public_id, role=access.role, by=access.actor, now=now)
    except SentTooOften:
        problem = gettext(
            "Several codes have been sent within the last hour. Use the latest one, look in the"
            " junk folder as well, or try again later."
        )
    except NoAddress:
        problem = gettext(
            "No e-mail address is stored to which a code could be sent. Please contact the"
            " municipality."
        )
    else:
        return SeeOther(access.urls["rights_code"])
    return _closed(request, access, problem=problem, status=409)


@require_http_methods(["GET", "HEAD", "POST"])
def type_code(request: HttpRequest, access: Access) -> HttpResponse:
    """Ask for the code. The answer to the right one shows the data: no address leads to them."""
    if request.method != "POST":
        return _form(request, access, CodeForm())
    if "language" in request.POST:
        return _form(request, access, CodeForm(initial=request.POST.dict()))
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _form(request, access, form)
    return _check(request, access, form)


def _check(request: HttpRequest, access: Access, form: CodeForm) -> HttpResponse:
    now = timezone.now()
    try:
        participant = check_code(
            appointment_id=access.appointment.public_id,
            role=access.role,
            code=form.cleaned_data["code"],
            by=access.actor,
            now=now,
        )
    except WrongCode as wrong:
        note_refusal("access code")
        form.add_error("code", _wrong(wrong.tries_left))
        return _form(request, access, form)
    except CodeExpired:
        note_refusal("access code")
        problem = gettext("This code is no longer valid. Ask for a new one.")
        return _closed(request, access, problem=problem, status=409)
    context = {"data": stored_data(participant, now=now), **_frame(access)}
    return render(request, "citizen/appointments/your_data.html", context)


def _wrong(tries_left: int) -> str:
    if not tries_left:
        return gettext("This is not the code that we sent. Ask for a new one.")
    return ngettext(
        "This is not the code that we sent. You can try %(count)s more time.",
        "This is not the code that we sent. You can try %(count)s more times.",
        tries_left,
    ) % {"count": tries_left}


def _closed(
    request: HttpRequest, access: Access, *, problem: str = "", status: int = 200
) -> HttpResponse:
    context = {"problem": problem, **_frame(access)}
    return render(request, "citizen/appointments/link_ended.html", context, status=status)


def _form(request: HttpRequest, access: Access, form: CodeForm) -> HttpResponse:
    context = {"form": form, "typed_form": "code", **_frame(access)}
    status = 422 if form.errors else 200
    return render(request, "citizen/appointments/type_code.html", context, status=status)


def _frame(access: Access) -> dict[str, object]:
    """The municipality and whom to ask about the data; nothing of the appointment."""
    municipality = access.appointment.municipality
    return {"access": access, "municipality": municipality, "facts": facts(municipality)}
