"""The link of an invitation: choosing the first password."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mydimos.audit.actors import Actor
from mydimos.identity.errors import InvitationOver, PasswordRefused
from mydimos.identity.models import Invitation
from mydimos.identity.services import accept_invitation, open_invitation
from mydimos.web.backoffice.limits import INVITATIONS_OPENED
from mydimos.web.backoffice.login.forms import NewPasswordForm
from mydimos.web.backoffice.login.passing import begin
from mydimos.web.ui.audience import anyone
from mydimos.web.ui.headers import private
from mydimos.web.ui.limits import by_address, limited
from mydimos.web.ui.redirects import see_other
from mydimos.web.ui.security_log import note_refusal


@anyone
@require_http_methods(["GET", "HEAD", "POST"])
@limited(INVITATIONS_OPENED, by=by_address)
@private
def invitation(request: HttpRequest, invitation_id: UUID, signature: str) -> HttpResponse:
    """The form for the first password. A link that is over gets the same answer for each reason."""
    now = timezone.now()
    try:
        opened = open_invitation(invitation_id=invitation_id, signature=signature, now=now)
        if request.method != "POST" or "language" in request.POST:
            return _page(request, opened, NewPasswordForm())
        return _accept(request, opened, signature)
    except InvitationOver:
        note_refusal("invitation")
        return render(request, "backoffice/login/invitation_over.html", status=404)


def _accept(request: HttpRequest, opened: Invitation, signature: str) -> HttpResponse:
    form, now = NewPasswordForm(request.POST), timezone.now()
    if form.is_valid():
        try:
            user = accept_invitation(
                invitation_id=opened.public_id,
                signature=signature,
                password=form.cleaned_data["password"],
                by=Actor.employee(opened.user_id),
                now=now,
            )
        except PasswordRefused as refused:
            form.add_error("password", str(refused.sentence))
        else:
            begin(request, user, next_address="", now=now)
            return see_other("backoffice:first_app")
    return _page(request, opened, form, status=422)


def _page(
    request: HttpRequest, opened: Invitation, form: NewPasswordForm, *, status: int = 200
) -> HttpResponse:
    context = {"form": form, "typed_form": "password", "user": opened.user}
    return render(request, "backoffice/login/invitation.html", context, status=status)
