"""Rate limits of the citizen's pages: generous for people, narrow for programs."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest

from mydimos.identity.limits import Limit

# Behind one address there may be a library, a town hall or a mobile operator.
SEARCHES = Limit("search", 240, timedelta(minutes=1))
SESSIONS_BEGUN = Limit("stranger", 300, timedelta(minutes=10))
LOGINS_BEGUN = Limit("login", 300, timedelta(minutes=10))
HOLDS_TAKEN = Limit("hold", 30, timedelta(minutes=10))
# Booking, moving, cancelling: each sends a mail to an address that nothing has proved to be theirs.
CHANGES_MADE = Limit("change", 30, timedelta(hours=1))
# Beside the three an hour of the verb: what a link in the wrong hands can send in a day.
CODES_SENT = Limit("code", 10, timedelta(days=1))
# Good links are not counted: one carrier has thousands of readers behind one address.
WRONG_LINKS = Limit("link", 60, timedelta(minutes=10))
FEEDBACK_SENT = Limit("feedback", 5, timedelta(hours=1))


def by_citizen(request: HttpRequest, *_args: Any, **_kwargs: Any) -> str:
    """Count by the citizen of a view that is decorated with `citizen_required`."""
    return f"citizen {request.citizen.pk}"  # type: ignore[attr-defined]
