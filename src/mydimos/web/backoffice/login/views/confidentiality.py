"""The duty of confidentiality and of purpose, confirmed before any person is shown."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mydimos.identity.queries import active_user
from mydimos.identity.services import confirm_confidentiality
from mydimos.web.backoffice.auth import OfficeRequest, logged_in_only
from mydimos.web.backoffice.login.finishing import after_login, office_address
from mydimos.web.backoffice.login.forms import ConfidentialityForm
from mydimos.web.ui.redirects import SeeOther


@logged_in_only
@require_http_methods(["GET", "HEAD", "POST"])
def confidentiality(request: OfficeRequest) -> HttpResponse:
    """The text; POST confirms it and leads on."""
    next_address = office_address(request.POST.get("next", "") or request.GET.get("next", ""))
    is_sent = request.method == "POST" and "language" not in request.POST
    form = ConfidentialityForm(request.POST if is_sent else None, initial=request.POST.dict())
    if is_sent and form.is_valid():
        if user := active_user(request.employee.user_id):
            confirm_confidentiality(user=user, by=request.by, now=timezone.now())
        return SeeOther(after_login(next_address))
    context = {
        "form": form,
        "typed_form": "confidentiality",
        "next": next_address,
        "employee": request.employee,
    }
    status = 422 if is_sent else 200
    return render(request, "backoffice/login/confidentiality.html", context, status=status)
