"""Users of the office, and their phones."""

from datetime import datetime, timedelta

from mydimos.audit.actors import Actor
from mydimos.identity.models import Factor, User
from mydimos.identity.queries import index_of
from mydimos.identity.services import confirm_confidentiality
from mydimos.identity.totp import SECONDS, code_at, step_at
from tests.factories import NOW

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "τρία καράβια στο λιμάνι"
MARIA = "maria.pappa@town.example"
SYSTEM = Actor.system()
ONE_STEP = timedelta(seconds=SECONDS)


def make_user(
    email: str = MARIA,
    *,
    full_name: str = "Μαρία Παππά",
    has_app: bool = True,
    has_confirmed: bool = True,
    now: datetime = NOW,
) -> User:
    """A user who can log in, with an app that has not given a code yet."""
    user = User(full_name=full_name, email=email, email_index=index_of(email), language="el")
    user.set_password(PASSWORD)
    user.save()
    if has_app:
        kind = Factor.Kind.TOTP
        Factor.objects.create(user=user, kind=kind, secret=SECRET, added_at=now, confirmed_at=now)
    if has_confirmed:
        confirm_confidentiality(user=user, by=SYSTEM, now=now)
    return user


def code(now: datetime = NOW, *, later: int = 0, secret: str = SECRET) -> str:
    """What the phone shows; `later` steps of thirty seconds after `now`."""
    return code_at(secret, step_at(now) + later)


def wrong_code(now: datetime = NOW) -> str:
    """A code that is none of those that count now."""
    near = {code(now, later=steps) for steps in range(-2, 3)}
    return next(one for one in map("{:06d}".format, range(9)) if one not in near)
