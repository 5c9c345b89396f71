"""Invitations and their mails."""

import re
from datetime import timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from mydimos.audit.actors import Actor
from mydimos.identity.errors import EmailTaken, InvitationOver
from mydimos.identity.mails import compose
from mydimos.identity.models import Factor, Invitation, User
from mydimos.identity.queries import open_invitations
from mydimos.identity.services import (
    accept_invitation,
    deactivate_user,
    forget_leftovers,
    invite_user,
    reset_login,
    send_again,
    withdraw_invitation,
)
from mydimos.notifications.models import Message
from tests.employees import MARIA, PASSWORD, make_user
from tests.factories import BY, NOW

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)


def invited(email: str = MARIA, language: str = "el") -> Invitation:
    return invite_user(full_name="Μαρία Παππά", email=email, language=language, **BY)


def signature_in(text: str) -> str:
    found = re.search(r"/office/invitation/[0-9a-f-]{36}/([\w-]{22})/", text)
    assert found
    return found[1]


def mail_of(message: Message | None = None) -> str:
    mail = compose(message or Message.objects.latest("pk"), now=NOW)
    assert mail
    return mail.text


def test_the_mail_has_the_link_who_invites_and_until_when() -> None:
    boss = make_user("boss@town.example", full_name="Γιώργος Νικολάου")
    invite_user(
        full_name="Μαρία Παππά", email=MARIA, language="el", by=Actor.employee(boss.pk), now=NOW
    )
    text = mail_of()

    assert "Σας προσκαλεί στο myDimos, την εφαρμογή ραντεβού του Δήμου: Γιώργος Νικολάου." in text
    assert "http://127.0.0.1:8000/office/invitation/" in text
    assert "Δευτέρα 9 Φεβρουαρίου 2026, ώρα 07:30" in text


def test_it_is_in_the_language_of_the_user() -> None:
    invited(language="en")

    text = mail_of()
    assert "You are invited to myDimos" in text
    assert "http://127.0.0.1:8000/en/office/invitation/" in text


def test_neither_job_nor_message_nor_row_holds_the_link() -> None:
    invitation = invited()
    signature = signature_in(mail_of())

    stored = [
        *map(str, ProcrastinateJob.objects.values_list("args", flat=True)),
        *map(str, Message.objects.values_list()),
        *map(str, Invitation.objects.values_list()),
    ]
    assert len(stored) == 3
    assert not any(signature in text for text in stored)
    assert not any(MARIA in text or "Μαρία" in text for text in stored)
    assert str(invitation.user.public_id) in stored[1]


def test_a_mail_that_waits_is_dropped_once_its_invitation_is_over() -> None:
    invitation = invited()
    first = Message.objects.get()
    send_again(invitation_id=invitation.public_id, **BY)

    assert compose(first, now=NOW) is None
    assert signature_in(mail_of())
    assert compose(Message.objects.latest("pk"), now=NOW + WEEK) is None
    withdraw_invitation(invitation_id=invitation.public_id, **BY)
    assert compose(Message.objects.latest("pk"), now=NOW) is None


def test_an_e_mail_is_invited_once_in_any_letters() -> None:
    invited()

    with pytest.raises(EmailTaken):
        invited(email=MARIA.upper())


def test_what_is_over_is_neither_sent_again_nor_withdrawn() -> None:
    invitation = invited()
    accept_invitation(
        invitation_id=invitation.public_id,
        signature=signature_in(mail_of()),
        password=PASSWORD,
        **BY,
    )

    for verb in (send_again, withdraw_invitation):
        with pytest.raises(InvitationOver):
            verb(invitation_id=invitation.public_id, **BY)
    assert not open_invitations().exists()


def test_sending_again_begins_new_seven_days() -> None:
    invitation = invited()
    later = NOW + WEEK * 2
    again = send_again(invitation_id=invitation.public_id, by=Actor.system(), now=later)

    assert again.is_open(later + WEEK - timedelta(seconds=1))
    assert not again.is_open(later + WEEK)


def test_who_can_no_longer_log_in_is_invited_anew() -> None:
    maria = make_user()
    reset_login(user=maria, **BY)

    maria.refresh_from_db()
    assert not maria.has_usable_password()
    assert not maria.factors.exists()
    assert signature_in(mail_of())


def test_who_has_left_accepts_nothing() -> None:
    invitation = invited()
    signature = signature_in(mail_of())
    deactivate_user(user=invitation.user, **BY)

    with pytest.raises(InvitationOver):
        accept_invitation(
            invitation_id=invitation.public_id, signature=signature, password=PASSWORD, **BY
        )
    assert not User.objects.get().is_active


def test_invitations_that_were_over_long_ago_are_forgotten() -> None:
    waiting, settled = invited(), invited("anna@town.example")
    withdraw_invitation(invitation_id=settled.public_id, **BY)
    Factor.objects.create(user=settled.user, kind=Factor.Kind.TOTP, secret="A", added_at=NOW)

    assert forget_leftovers(now=NOW + timedelta(hours=23)) == 0
    assert forget_leftovers(now=NOW + timedelta(days=91)) == 2
    assert [one.pk for one in Invitation.objects.all()] == [waiting.pk]
