"""The checks after the kills notice what is lost, untrue or sent twice."""

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from mydimos.notifications.models import Message
from mydimos_local.postgres import SUPERUSER
from tests.factories import book, make_citizen, make_offering
from tests.kills.people import Told
from tests.kills.promises import Mailbox, promises
from tests.postgres import SERVER

pytestmark = pytest.mark.django_db(transaction=True)

EMAIL = "eleni.1@mail.example"


class Booked:
    """A person who was told of a booking, and the folder of the mail sink."""

    def __init__(self, folder: Path) -> None:
        appointment = book(make_citizen(), make_offering())
        self.told = Told(str(appointment.public_id), appointment.reference, EMAIL)
        self.message = Message.objects.get(subject=appointment.public_id)
        Message.objects.update(state=Message.State.SENT)
        self._folder = folder

    def receives(self, message: Message) -> None:
        number = len(list(self._folder.iterdir()))
        mail = f"X-Envelope-To: {EMAIL}\nMessage-ID: <{message.public_id.hex}@mydimos.example>\n\n"
        (self._folder / f"{number}.eml").write_text(mail)

    def broken(self, *told: Told) -> list[str]:
        address = SERVER.url(SERVER.database, SUPERUSER)
        with psycopg.connect(address) as connection:
            kept = list(promises(connection, told or [self.told], Mailbox(self._folder)))
        return [promise.sentence for promise in kept if promise.broken]


@pytest.fixture
def booked(tmp_path: Path) -> Booked:
    return Booked(tmp_path)


def test_what_is_there_and_was_mailed_breaks_no_promise(booked: Booked) -> None:
    booked.receives(booked.message)
    booked.receives(booked.message)  # a copy with the same Message-ID

    assert booked.broken() == []


def test_a_lost_booking_is_noticed(booked: Booked) -> None:
    booked.receives(booked.message)

    lost = replace(booked.told, public_id=str(uuid4()))

    assert booked.broken(booked.told, lost) == [
        "each of 2 acknowledged bookings is there with its reference"
    ]


def test_a_cancellation_that_does_not_hold_is_noticed(booked: Booked) -> None:
    assert booked.broken(replace(booked.told, is_cancelled=True)) == [
        "each of 1 cancellations holds, and no other"
    ]


def test_a_missing_mail_is_noticed(booked: Booked) -> None:
    assert booked.broken() == ["each of 1 unchanged bookings has its confirmation mail"]


def test_a_second_confirmation_is_noticed(booked: Booked) -> None:
    booked.receives(booked.message)
    booked.message.pk, booked.message.public_id = None, uuid4()
    booked.message.occasion = "another"
    booked.message.save()
    booked.receives(booked.message)

    assert "none has two confirmations with different Message-IDs" in booked.broken()


def test_a_message_that_waits_is_noticed(booked: Booked) -> None:
    booked.receives(booked.message)
    Message.objects.update(state=Message.State.QUEUED)

    assert booked.broken() == ["no message is left waiting"]
