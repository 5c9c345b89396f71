"""Checking and changing passwords."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from mydimos.audit.actors import Actor
from mydimos.audit.acts import Act
from mydimos.audit.services import record
from mydimos.identity.errors import PasswordRefused, WrongLogin
from mydimos.identity.kinds import Kind
from mydimos.identity.links import is_mark_of
from mydimos.identity.models import User
from mydimos.identity.passwords import as_typed, problem_with
from mydimos.identity.queries import index_of, user_by_email
from mydimos.identity.services.sessions import end_sessions_of_user
from mydimos.identity.services.telling import tell
from mydimos.identity.tries import PASSWORDS, count_try

NO_PASSWORD = "!"  # noqa: S105 (no hash: Django hashes something else in its place)


def check_password(
    *, email: str, password: str, marks: Sequence[str] = (), by: Actor, now: datetime
) -> User:
    """The user with this e-mail and password. A second proof must follow.

    `marks` are what the browser keeps of earlier logins: the tries of a known one count apart, so
    that a stranger cannot close the account for its user. Raises WrongLogin, for an unknown e-mail
    after the same work; TooManyTries.
    """
    user = user_by_email(email)
    is_known = user is not None and any(is_mark_of(mark, user.public_id) for mark in marks)
    account = index_of(email).hex()
    count_try(PASSWORDS, f"{account} known" if is_known else account, now=now)
    is_right = (user or User(password=NO_PASSWORD)).check_password(as_typed(password))
    if user is None or not is_right or not user.is_active:
        record(Act.LOGIN_REFUSED, by=by, now=now, subject=user.public_id if user else None)
        raise WrongLogin
    return user


def change_password(
    *, user_id: int, password: str, new: str, session_key: str | None, by: Actor, now: datetime
) -> None:
    """Replace the password; other sessions of the user end, and a mail says so.

    Raises WrongLogin for a wrong old password, TooManyTries, PasswordRefused.
    """
    user = User.objects.get(pk=user_id)
    count_try(PASSWORDS, bytes(user.email_index).hex(), now=now)
    if not user.check_password(as_typed(password)):
        record(Act.LOGIN_REFUSED, by=by, now=now, subject=user.public_id)
        raise WrongLogin
    if problem := problem_with(new, user=user):
        raise PasswordRefused(problem)
    user.set_password(as_typed(new))
    with transaction.atomic():
        user.save(update_fields=["password"])
        end_sessions_of_user(user=user, but_key=session_key, by=by, now=now)
        record(Act.PASSWORD_CHANGED, by=by, now=now, subject=user.public_id)
        tell(Kind.PASSWORD, user, now=now)
