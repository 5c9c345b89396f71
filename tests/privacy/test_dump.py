"""A thief with a dump of the database, after a whole journey: only times are legible."""

import re
from base64 import b64decode, urlsafe_b64decode
from binascii import Error as NotBase64
from collections.abc import Iterator

import pytest
from django.db import connection
from psycopg import sql

from mydimos.config.logs import JsonFormatter
from mydimos.directory.models import Channel
from mydimos.identity.models import Citizen
from mydimos.identity.services import recognise_citizen
from mydimos.notifications.carriers import MailCarrier
from mydimos.notifications.media import Medium
from mydimos.notifications.models import Message
from mydimos.notifications.ports import Mail, Sent
from mydimos.notifications.services import deliver
from mydimos.worker.tasks import COMPOSERS
from tests.factories import NOW, at, make_offering
from tests.web.bookings import address_of
from tests.web.visitors import clock, logged_in

__all__ = ["clock"]

TAX_NUMBER = "068933130"
TYPED = {
    "on_behalf": "other",
    "name": "Ανδρομάχη Ζωγράφου",
    "email": "andromachi@mail.example",
    "phone": "694 412 3456",
    "copy_to": "applicant@mail.example",
    "requirements": ["sign_language"],
    "notes": "Έρχομαι με αμαξίδιο",
    "guest_name": "Περικλής",
    "guest_email": "periklis@mail.example",
}
SECRETS = [
    TAX_NUMBER, "andromachi", "applicant@", "periklis@", "6944123456", "694 412", "αμαξίδιο",
    "sign_language", "ΠΑΠΑΔΟΠΟΥΛΟΥ", "Ανδρομάχη", "Περικλής", "ανδρομαχη",
]  # fmt: skip
BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")


class Post:
    """Takes every letter."""

    def send(self, *_: object, **__: object) -> Sent:
        return Sent("250")


@pytest.mark.django_db
@pytest.mark.usefixtures("clock")
def test_a_dump_tells_nothing_but_times(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    _whole_journey()
    _half_a_journey()

    dump = dict(_dump())

    assert len(dump["booking_participant"].splitlines()) == 3  # so this is where it would be
    assert len(dump["identity_session"].splitlines()) == 2
    for table, text in dump.items():
        readable = text + _decoded(text)
        assert [secret for secret in SECRETS if secret in readable] == [], table
    logs = "\n".join(JsonFormatter().format(record) for record in caplog.records)
    assert [secret for secret in SECRETS if secret in logs] == []


def _whole_journey() -> None:
    offering = make_offering(channel=Channel.VIDEO)
    client = logged_in(_citizen())
    client.post(address_of(offering), {"starts_at": at("09:00").isoformat()})
    way = client.get("/book/", follow=True).redirect_chain[-1][0].split("?")[0]
    client.post(way, {"on_behalf": "other"})
    client.post(f"{way}details/", TYPED)
    seen = client.get(f"{way}check/").context["seen"]
    booked = client.post(f"{way}confirm/", {"seen": seen})
    assert booked.status_code == 303
    assert "/done/" in booked.headers["Location"]
    for message in Message.objects.all():
        deliver(
            message.public_id,
            compose=_compose,
            carriers={Medium.MAIL: MailCarrier(Post())},
            now=NOW,
        )
    assert {message.state for message in Message.objects.all()} == {"sent"}


def _half_a_journey() -> None:
    """What is typed and not yet sent waits in the session."""
    offering = make_offering(channel=Channel.VIDEO)
    client = logged_in(_citizen())
    client.post(address_of(offering), {"starts_at": at("10:00").isoformat()})
    way = client.get("/book/", follow=True).redirect_chain[-1][0].split("?")[0]
    client.post(way, {"on_behalf": "other"})
    client.post(f"{way}details/", TYPED | {"email": "wrong"})


def _citizen() -> Citizen:
    return recognise_citizen(TAX_NUMBER, is_company=False, now=NOW)


def _compose(message: Message, *, now: object) -> Mail | None:
    return COMPOSERS[message.kind.partition(".")[0]](message, now=NOW)


def _dump() -> Iterator[tuple[str, str]]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(sql.SQL("SELECT t::text FROM {} AS t").format(sql.Identifier(table)))
            yield table, "\n".join(row for (row,) in cursor.fetchall())


def _decoded(text: str) -> str:
    """Everything that could be base64, opened: sessions used to be stored so."""
    return "\n".join(
        plain for token in BASE64.findall(text) for plain in (_open(token), _open_hex(token))
    )


def _open(token: str) -> str:
    padded = token + "=" * (-len(token) % 4)
    try:
        return (b64decode(padded) + urlsafe_b64decode(padded)).decode(errors="ignore")
    except (NotBase64, ValueError):
        return ""


def _open_hex(token: str) -> str:
    try:
        return bytes.fromhex(token).decode(errors="ignore")
    except ValueError:
        return ""
