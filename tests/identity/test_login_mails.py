"""The mails that tell a user what was done with the login."""

import pytest

from mydimos.identity.kinds import Kind
from mydimos.identity.mails import compose
from mydimos.identity.models import User
from mydimos.identity.services.telling import tell
from mydimos.notifications.models import Message
from mydimos.notifications.ports import Mail
from tests.employees import make_user
from tests.factories import NOW

pytestmark = pytest.mark.django_db

TELLING = [Kind.NEW_BROWSER, Kind.RECOVERY_CODE, Kind.FACTOR, Kind.PASSWORD]


def mail(kind: Kind, user: User) -> Mail | None:
    tell(kind, user, now=NOW)
    return compose(Message.objects.latest("pk"), now=NOW)


@pytest.mark.parametrize("kind", TELLING)
@pytest.mark.parametrize(
    ("language", "when", "own_page"),
    [
        ("el", "Δευτέρα 2 Φεβρουαρίου 2026, ώρα 07:30", "http://127.0.0.1:8000/office/me/"),
        ("en", "Monday 2 February 2026, 07:30", "http://127.0.0.1:8000/en/office/me/"),
    ],
)
def test_it_says_when_and_what_to_do_if_it_was_another_person(
    kind: Kind, language: str, when: str, own_page: str
) -> None:
    maria = make_user()
    User.objects.filter(pk=maria.pk).update(language=language)
    written = mail(kind, maria)

    assert written
    assert written.to == maria.email
    assert when in written.text
    assert own_page in written.text
    assert own_page in written.html
    assert maria.full_name not in written.subject


def test_who_has_left_gets_none() -> None:
    maria = make_user()
    User.objects.update(is_active=False)

    assert mail(Kind.PASSWORD, maria) is None
