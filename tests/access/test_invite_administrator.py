"""The first user of an installation, from the command line."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from mydimos.access.models import Membership
from mydimos.notifications.models import Message
from tests.factories import make_municipality

pytestmark = pytest.mark.django_db


def invite(*options: str, email: str = "maria@town.example") -> str:
    out = StringIO()
    call_command("invite_administrator", f"--email={email}", "--name=Μαρία", *options, stdout=out)
    return out.getvalue()


def test_without_a_municipality_it_is_the_platform() -> None:
    said = invite()

    membership = Membership.objects.get()
    assert (membership.role, membership.municipality) == ("platform_admin", None)
    assert membership.user.email == "maria@town.example"
    assert Message.objects.get().kind == "identity.invitation"
    assert "/office/invitation/" not in said


def test_with_one_it_is_that_municipality_and_the_link_can_be_printed() -> None:
    town = make_municipality()

    said = invite(f"--municipality={town.code}", "--show-link")

    assert Membership.objects.get().municipality == town
    assert "http://127.0.0.1:8000/office/invitation/" in said


@pytest.mark.parametrize(
    ("options", "email"), [(["--municipality=0000"], "maria@town.example"), ([], "maria"), ([], "")]
)
def test_what_is_wrong_is_said_and_changes_nothing(options: list[str], email: str) -> None:
    with pytest.raises(CommandError):
        invite(*options, email=email)

    assert not Membership.objects.exists()


def test_an_e_mail_is_invited_once() -> None:
    invite()

    with pytest.raises(CommandError, match="already"):
        invite()
