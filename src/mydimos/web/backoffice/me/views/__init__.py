"""The views of one's own account."""

from mydimos.web.backoffice.me.views.overview import end_others, end_session, me
from mydimos.web.backoffice.me.views.proofs import app, codes, password

__all__ = ["app", "codes", "end_others", "end_session", "me", "password"]
