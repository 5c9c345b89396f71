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
def feedback(request: HttpRequest) -> HttpResponse:
    """The form; POST stores the feedback. POST with `language` shows it again as it was typed."""
    if "language" in request.POST:
        return _page(request, FeedbackForm(initial=request.POST.dict()))
    if request.method == "POST":
        return _leave(request)
    return _page(request, FeedbackForm())


@limited(FEEDBACK_SENT, by=by_address)
def _leave(request: HttpRequest) -> HttpResponse:
    form = FeedbackForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    language = get_language() or settings.LANGUAGE_CODE
    leave_feedback(**form.cleaned_data, language=language, now=timezone.now())
    return see_other("citizen:feedback_thanks")


def _page(request: HttpRequest, form: FeedbackForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "typed_form": "feedback"}
    return render(request, "citizen/pages/feedback.html", context, status=status)


@anyone
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """The page after it."""
    return render(request, "citizen/pages/feedback_thanks.html")
