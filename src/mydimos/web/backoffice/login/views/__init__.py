"""The views of logging in, one file for each step."""

from mydimos.web.backoffice.login.views.again import again
from mydimos.web.backoffice.login.views.code import code, recovery
from mydimos.web.backoffice.login.views.codes import codes
from mydimos.web.backoffice.login.views.confidentiality import confidentiality
from mydimos.web.backoffice.login.views.first_app import first_app
from mydimos.web.backoffice.login.views.invitation import invitation
from mydimos.web.backoffice.login.views.password import login, logout

__all__ = [
    "again",
    "code",
    "codes",
    "confidentiality",
    "first_app",
    "invitation",
    "login",
    "logout",
    "recovery",
]
