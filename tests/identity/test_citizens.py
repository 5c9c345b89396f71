"""Recognising people, sessions, sealed columns."""

from base64 import b64encode
from datetime import timedelta

import pytest
from django.db import connection
from pytest_django import Settings

from mydimos.crypto.hashing import is_signed, sign
from mydimos.crypto.sealing import CannotOpen, seal, unseal
from mydimos.identity.models import Citizen, Session
from mydimos.identity.services import recognise_citizen
from mydimos.identity.sessions import SessionStore
from tests.factories import NOW

OTHER_KEY = b"another key of thirty-two bytes."


@pytest.mark.django_db
def test_who_comes_back_is_the_same_citizen() -> None:
    first = recognise_citizen("068933130", is_company=False, now=NOW)
    again = recognise_citizen("068933130", is_company=False, now=NOW + timedelta(days=1))

    assert first == again
    assert recognise_citizen("660074100", is_company=False, now=NOW) != first
    assert b"068933130" not in bytes(first.tax_number_hash)


@pytest.mark.django_db
def test_who_was_hashed_under_an_older_key_is_found_and_renewed(settings: Settings) -> None:
    before = recognise_citizen("068933130", is_company=True, now=NOW)
    settings.HASH_KEYS = {"next": OTHER_KEY, **settings.HASH_KEYS}

    after = recognise_citizen("068933130", is_company=True, now=NOW)

    assert (after.pk, after.key_version, after.is_company) == (before.pk, "next", True)
    assert recognise_citizen("068933130", is_company=True, now=NOW) == after
    assert Citizen.objects.count() == 1


@pytest.mark.django_db
def test_a_dump_of_the_sessions_opens_none_and_tells_nothing() -> None:
    session = SessionStore()
    session["name"] = "ΕΛΕΝΗ"
    session.save()

    with connection.cursor() as cursor:
        cursor.execute("SELECT encode(key_hash, 'escape') || contents FROM identity_session")
        ((dumped,),) = cursor.fetchall()

    assert session.session_key
    assert session.session_key not in dumped
    assert "ΕΛΕΝΗ" not in dumped
    assert b64encode("ΕΛΕΝΗ".encode()).decode() not in dumped
    assert SessionStore(session.session_key)["name"] == "ΕΛΕΝΗ"


@pytest.mark.django_db
def test_a_session_that_was_ended_in_another_tab_stays_ended() -> None:
    from django.contrib.sessions.backends.base import UpdateError

    session = SessionStore()
    session["name"] = "ΕΛΕΝΗ"
    session.save()
    other_tab = SessionStore(session.session_key)
    other_tab.flush()

    session["name"] = "ΝΙΚΟΣ"
    with pytest.raises(UpdateError):
        session.save()
    assert not Session.objects.exists()


@pytest.mark.django_db
def test_sessions_that_ran_out_are_empty_and_are_cleared() -> None:
    session = SessionStore()
    session["name"] = "ΕΛΕΝΗ"
    session.set_expiry(-1)
    session.save()

    assert SessionStore(session.session_key).get("name") is None
    SessionStore.clear_expired()
    assert not Session.objects.exists()


def test_what_is_sealed_opens_only_where_it_belongs(settings: Settings) -> None:
    sealed = seal("Ελένη".encode(), place="a.b.c")

    assert unseal(sealed, place="a.b.c").decode() == "Ελένη"
    with pytest.raises(CannotOpen):
        unseal(sealed, place="a.b.d")
    with pytest.raises(CannotOpen):
        unseal(sealed[:-4] + "AAAA", place="a.b.c")
    settings.DATA_KEYS = {"next": OTHER_KEY, **settings.DATA_KEYS}
    assert unseal(sealed, place="a.b.c").decode() == "Ελένη"
    settings.DATA_KEYS = {"next": OTHER_KEY}
    with pytest.raises(CannotOpen):
        unseal(sealed, place="a.b.c")


def test_a_signature_holds_for_what_was_signed_and_under_older_keys(
    settings: Settings,
) -> None:
    signature = sign("appointment", "1", "served", "1")

    assert is_signed(signature, "appointment", "1", "served", "1")
    assert not is_signed(signature, "appointment", "1", "served", "2")
    assert not is_signed(signature, "appointment", "1s", "erved", "1")
    assert not is_signed("ώ", "appointment", "1", "served", "1")
    settings.LINK_KEYS = {"next": OTHER_KEY, **settings.LINK_KEYS}
    assert is_signed(signature, "appointment", "1", "served", "1")
