"""The first page of the office. Until there is a day to show, it is the own account."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from mydimos.web.backoffice.auth import OfficeRequest, employee_required
from mydimos.web.ui.redirects import see_other


@employee_required
@require_safe
def today(request: OfficeRequest) -> HttpResponse:  # noqa: ARG001
    """Lead on."""
    return see_other("backoffice:me")
