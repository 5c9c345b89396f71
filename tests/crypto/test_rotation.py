"""New keys: everything is sealed and indexed again, nothing is lost, and it can be interrupted."""

from collections.abc import Mapping
from threading import Event, Thread
from uuid import UUID

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import BinaryField
from pytest_django import Settings

from mydimos.booking.models import Participant
from mydimos.crypto.hashing import keyed_hash
from mydimos.crypto.rotation import inspect, renew, sealed_fields
from mydimos.identity.models import Citizen, Session, User
from mydimos.identity.sessions import SessionStore
from mydimos.privacy.rotation import BLIND_INDEXES, citizens_under_older_keys
from tests.factories import book, for_herself, make_citizen, make_offering

NEW: Mapping[str, bytes] = {"next": b"another key of thirty-two bytes."}
INDEXES = BLIND_INDEXES[Participant]


@pytest.mark.django_db
def test_after_a_rotation_the_old_keys_can_go_and_everything_reads_as_before(
    settings: Settings,
) -> None:
    appointment = book_with_everything()
    session = a_session()
    settings.DATA_KEYS = {**NEW, **settings.DATA_KEYS}
    settings.HASH_KEYS = {**NEW, **settings.HASH_KEYS}

    call_command("rotate_keys")

    settings.DATA_KEYS = settings.HASH_KEYS = NEW
    served = Participant.objects.get(appointment__public_id=appointment, role="served")
    assert served.email == "Eleni@mail.example"
    assert served.phone == "+306900000001"
    assert served.requirements == ["sign_language"]
    assert served.notes == "Παρακαλώ μιλήστε αργά."
    assert bytes(served.email_index or b"") == keyed("eleni@mail.example", "email")
    assert bytes(served.phone_index or b"") == keyed("+306900000001", "phone")
    assert SessionStore(session)["name"] == "ΕΛΕΝΗ"


@pytest.mark.django_db
def test_nothing_stays_sealed_by_the_old_key(settings: Settings) -> None:
    book_with_everything()
    a_session()
    settings.DATA_KEYS = {**NEW, **settings.DATA_KEYS}

    call_command("rotate_keys")

    assert key_ids("booking_participant", "email") == {"next"}
    assert key_ids("booking_participant", "notes") == {"next"}
    assert key_ids("identity_session", "contents") == {"next"}


@pytest.mark.django_db
def test_a_booking_after_the_rotation_has_the_same_indexes_as_one_before(
    settings: Settings,
) -> None:
    before = book_with_everything()
    settings.HASH_KEYS = {**NEW, **settings.HASH_KEYS}

    call_command("rotate_keys")

    after = book_with_everything()
    assert indexes_of(before) == indexes_of(after)


@pytest.mark.django_db
def test_an_interrupted_rotation_goes_on_and_does_nothing_twice(settings: Settings) -> None:
    book_with_everything()
    book_with_everything()
    settings.DATA_KEYS = {**NEW, **settings.DATA_KEYS}
    first = Participant.objects.filter(role="served").earliest("pk")
    first.save()  # as far as it had come
    before = stored("booking_participant", "email", first.pk)

    found = renew(Participant, INDEXES, size=1)

    assert (found.sealed, found.older) == (10, 5)
    assert stored("booking_participant", "email", first.pk) == before
    assert inspect(Participant, INDEXES, size=1).is_current


@pytest.mark.django_db
def test_what_no_key_opens_is_reported_and_left_as_it_is(settings: Settings) -> None:
    appointment = book_with_everything()
    served = Participant.objects.get(appointment__public_id=appointment, role="served")
    before = stored("booking_participant", "notes", served.pk)
    settings.DATA_KEYS = NEW

    with pytest.raises(CommandError, match="5 values cannot be opened"):
        call_command("rotate_keys")

    assert stored("booking_participant", "notes", served.pk) == before


@pytest.mark.django_db
def test_looking_writes_nothing_and_an_older_key_is_no_failure(settings: Settings) -> None:
    book_with_everything()
    settings.DATA_KEYS = {**NEW, **settings.DATA_KEYS}

    call_command("rotate_keys", "--check")

    assert key_ids("booking_participant", "email") == {"test"}
    assert inspect(Participant, INDEXES).older == 5


@pytest.mark.django_db(transaction=True)
def test_a_row_that_somebody_is_at_work_on_is_left_for_the_next_run(settings: Settings) -> None:
    appointment = book_with_everything()
    settings.DATA_KEYS = {**NEW, **settings.DATA_KEYS}
    somebody = Locker(appointment)

    with somebody, pytest.raises(CommandError, match="run it again"):
        call_command("rotate_keys")
    call_command("rotate_keys")

    assert key_ids("booking_participant", "email") == {"next"}


@pytest.mark.django_db
def test_citizens_who_have_not_come_back_are_counted(settings: Settings) -> None:
    make_citizen()
    settings.HASH_KEYS = {**NEW, **settings.HASH_KEYS}

    assert citizens_under_older_keys() == Citizen.objects.count() == 1


def test_every_blind_index_is_known_to_the_rotation() -> None:
    beside_sealed = {
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, BinaryField) and field.name.endswith("_index")
    }

    known = {(model, index.column) for model, all_of in BLIND_INDEXES.items() for index in all_of}
    assert known == beside_sealed
    assert {f.name for f in sealed_fields(User)} == {"email"}
    assert {f.name for f in sealed_fields(Session)} == {"contents"}


class Locker:
    """Another transaction that locks the people of an appointment, while the block lasts."""

    def __init__(self, appointment: UUID) -> None:
        self._appointment = appointment
        self._has_them, self._may_go = Event(), Event()
        self._thread = Thread(target=self._run)

    def __enter__(self) -> None:
        self._thread.start()
        assert self._has_them.wait(10)

    def __exit__(self, *_: object) -> None:
        self._may_go.set()
        self._thread.join()

    def _run(self) -> None:
        try:
            with transaction.atomic():
                people = Participant.objects.filter(appointment__public_id=self._appointment)
                list(people.select_for_update(of=["self"]))
                self._has_them.set()
                self._may_go.wait(30)
        finally:
            connection.close()


def book_with_everything() -> UUID:
    """An appointment whose sealed columns are all filled."""
    people = for_herself(
        email="Eleni@mail.example",
        requirements=("sign_language",),
        notes="Παρακαλώ μιλήστε αργά.",
    )
    return book(make_citizen(), make_offering(), people=people).public_id


def a_session() -> str:
    session = SessionStore()
    session["name"] = "ΕΛΕΝΗ"
    session.save()
    assert session.session_key
    return session.session_key


def keyed(value: str, purpose: str) -> bytes:
    return keyed_hash(value, purpose=purpose)[1]


def indexes_of(appointment: UUID) -> set[tuple[bytes, bytes]]:
    people = Participant.objects.filter(appointment__public_id=appointment, role="served")
    return {(bytes(p.email_index or b""), bytes(p.phone_index or b"")) for p in people}


def key_ids(table: str, column: str) -> set[str]:
    query = f"SELECT DISTINCT split_part({column}, ':', 1) FROM {table} WHERE {column} IS NOT NULL"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {key_id for (key_id,) in cursor.fetchall()}


def stored(table: str, column: str, key: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE id = %s", [key])  # noqa: S608
        ((value,),) = cursor.fetchall()
    return str(value)
