"""The ten recovery codes, until the person says that they are kept."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from mydimos.web.backoffice.auth import OfficeRequest, logged_in_only
from mydimos.web.backoffice.login.finishing import after_login, office_address
from mydimos.web.backoffice.login.shown_codes import forget, shown
from mydimos.web.ui.redirects import SeeOther, see_other


@logged_in_only
@require_http_methods(["GET", "HEAD", "POST"])
def codes(request: OfficeRequest) -> HttpResponse:
    """Show the codes that were just made; POST forgets them and goes on."""
    if request.method == "POST":
        forget(request.session)
        return SeeOther(after_login(request.POST.get("next", "")))
    ready = shown(request.session)
    if not ready:
        return see_other("backoffice:me")
    context = {
        "codes": ready,
        "next": office_address(request.GET.get("next", "")),
        "employee": request.employee,
    }
    return render(request, "backoffice/login/codes.html", context)
