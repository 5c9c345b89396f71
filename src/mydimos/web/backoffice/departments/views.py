"""Who sees the people of each department, for everyone who works in it (R19)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mydimos.access.queries import members_by_department
from mydimos.access.rules import Right
from mydimos.web.backoffice.auth import OfficeRequest, employee_required
from mydimos.web.ui.redirects import see_other


@employee_required
@require_safe
def departments(request: OfficeRequest) -> HttpResponse:
    """The own departments, each with those who see its people, and their roles."""
    own = request.employee.rights.departments(Right.SEE_MEMBERS)
    if not own:  # officers, interpreters, and users without a role: their account
        return see_other("backoffice:me")
    context = {"departments": members_by_department(own), "employee": request.employee}
    return render(request, "backoffice/departments/departments.html", context)
