"""The users of the demo, with known password and one-time codes."""

from datetime import datetime

from django.contrib.auth.hashers import make_password

from mydimos.access.services import give_role
from mydimos.audit.actors import Actor
from mydimos.directory.models import Department, Municipality
from mydimos.identity.models import Factor, User
from mydimos.identity.queries import index_of
from mydimos.identity.services import confirm_confidentiality
from mydimos_demo.logins import LOGINS, PASSWORD, Login
from mydimos_local.phone import SECRET


def load_employees(*, now: datetime) -> None:
    """Add the employees of the demo, ready to log in, with their roles."""
    password = make_password(PASSWORD)  # once: it takes a while on purpose
    for login in LOGINS:
        user = _user(login, password, now)
        municipality = Municipality.objects.filter(code=login.municipality or "").first()
        departments = Department.objects.filter(
            municipality=municipality, name_el=login.department or None
        )
        give_role(
            user=user,
            role=login.role,
            municipality=municipality,
            departments=list(departments),
            by=Actor.system(),
            now=now,
        )


def _user(login: Login, password: str, now: datetime) -> User:
    user = User.objects.create(
        full_name=login.full_name,
        email=login.email,
        email_index=index_of(login.email),
        password=password,
    )
    Factor.objects.create(
        user=user, kind=Factor.Kind.TOTP, secret=SECRET, added_at=now, confirmed_at=now
    )
    confirm_confidentiality(user=user, by=Actor.system(), now=now)
    return user
