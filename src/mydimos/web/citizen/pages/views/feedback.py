"""Feedback to the operator, as the accessibility statement promises."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from mydimos.feedback.services import leave_feedback
from mydimos.web.citizen.limits import FEEDBACK_SENT
from mydimos.web.citizen.pages.forms import FeedbackForm
from mydimos.web.ui.audience import anyone
from mydimos.web.ui.limits import by_address, limited
from mydimos.web.ui.redirects import see_other


@anyone
@require_http_methods(["GET", "HEAD", "POST"])
@limited(FEEDBACK_SENT, by=by_address, methods=("POST",))
def feedback(request: HttpRequest) -> HttpResponse:
    """The form; POST stores the feedback."""
    form = FeedbackForm(request.POST or None)
    if form.is_valid():
        language = get_language() or settings.LANGUAGE_CODE
        leave_feedback(**form.cleaned_data, language=language, now=timezone.now())
        return see_other("citizen:feedback_thanks")
    status = 422 if form.errors else 200
    return render(request, "citizen/pages/feedback.html", {"form": form}, status=status)


@anyone
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """The page after it."""
    return render(request, "citizen/pages/feedback_thanks.html")
