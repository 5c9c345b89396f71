"""A code once more, before something dangerous (`auth.fresh_code_required`)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mydimos.identity.services import check_code
from mydimos.web.backoffice.auth import OfficeRequest, employee_required, prove_again
from mydimos.web.backoffice.login.finishing import after_login, office_address
from mydimos.web.backoffice.login.forms import CodeForm
from mydimos.web.backoffice.login.refusals import REFUSALS, refuse
from mydimos.web.ui.redirects import SeeOther


@employee_required
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: OfficeRequest) -> HttpResponse:
    """The code of the app; right, it leads back to the page that asked for it."""
    next_address = office_address(request.POST.get("next", "") or request.GET.get("next", ""))
    is_sent = request.method == "POST" and "language" not in request.POST
    form = CodeForm(request.POST if is_sent else None, initial=request.POST.dict())
    status, now = 422 if is_sent else 200, timezone.now()
    if is_sent and form.is_valid():
        try:
            check_code(
                user_id=request.employee.user_id, **form.cleaned_data, by=request.by, now=now
            )
        except REFUSALS as refusal:
            status = refuse(form, refusal, field="code")
        else:
            prove_again(request, now=now)
            return SeeOther(after_login(next_address))
    context = {
        "form": form,
        "typed_form": "code",
        "next": next_address,
        "employee": request.employee,
    }
    return render(request, "backoffice/login/again.html", context, status=status)
