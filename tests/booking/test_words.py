"""A sealed name is found by its words, also after the key was changed."""

import pytest
from django.db import connection

from mydimos.booking.models import Appointment, ParticipantWord
from mydimos.booking.people import Guest, People
from mydimos.booking.services.word_index import renew_words
from mydimos.booking.words import digests_of, known_digests
from mydimos.directory.models import Channel
from mydimos.privacy.rotation import inspect_keys, rotate_keys
from tests.crypto.test_rotation import Locker
from tests.factories import book, eleni, make_citizen, make_offering

pytestmark = pytest.mark.django_db


def found(word: str) -> set[str]:
    """The roles of the participants that have this word in their name."""
    rows = ParticipantWord.objects.filter(digest__in=known_digests(word))
    return set(rows.values_list("participant__role", flat=True))


def test_each_word_of_a_name_leads_to_the_person() -> None:
    people = People(
        Appointment.OnBehalf.SELF, eleni(), guest=Guest("Νίκος Παππάς", "n@mail.example")
    )
    book(make_citizen(), make_offering(channel=Channel.VIDEO), people=people)

    assert found("Παπαδοπούλου") == found("ΠΑΠΑΔΟΠΟΥΛΟΥ") == found("παπαδοπουλου") == {"served"}
    assert found("νικοσ") == {"guest"}
    assert found("Παπαδοπ") == set()


def test_a_company_is_found_by_its_name_and_by_its_representative() -> None:
    people = People(Appointment.OnBehalf.COMPANY, eleni(company="Τεχνική Αιγαίου Α.Ε."))
    book(make_citizen("company"), make_offering(), people=people)

    assert found("τεχνικη") == found("Ελένη") == {"representative"}


def test_a_word_that_stands_twice_is_kept_once() -> None:
    assert len(digests_of("Άννα Άννα", "αννα")) == 1


def test_words_are_found_before_and_after_the_key_was_changed(
    settings: pytest.FixtureRequest,
) -> None:
    book(make_citizen(), make_offering())
    settings.HASH_KEYS = {"new": b"n" * 32, **settings.HASH_KEYS}  # type: ignore[attr-defined]

    assert found("Ελένη") == {"served"}
    assert dict(inspect_keys())["booking_participantword"].misindexed == 1
    list(rotate_keys())

    settings.HASH_KEYS = {"new": b"n" * 32}  # type: ignore[attr-defined]
    assert found("Ελένη") == {"served"}
    assert renew_words(writes=False) == 0


def test_every_name_is_renewed_however_many_there_are(
    settings: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mydimos.booking.services.word_index.BATCH", 1)
    company = People(Appointment.OnBehalf.COMPANY, eleni(company="Τεχνική Αιγαίου Α.Ε."))
    book(make_citizen("company"), make_offering(), people=company)
    book(make_citizen(), make_offering())
    settings.HASH_KEYS = {"new": b"n" * 32, **settings.HASH_KEYS}  # type: ignore[attr-defined]

    assert renew_words(writes=True) == 2

    settings.HASH_KEYS = {"new": b"n" * 32}  # type: ignore[attr-defined]
    assert found("Αιγαίου") == {"representative"}
    assert found("Ελένη") == {"representative", "served"}


def test_a_word_that_is_missing_is_put_back() -> None:
    book(make_citizen(), make_offering())
    ParticipantWord.objects.filter(digest__in=known_digests("Ελένη")).delete()

    assert renew_words(writes=True) == 1

    assert found("Ελένη") == {"served"}


@pytest.mark.django_db(transaction=True)
def test_the_words_of_somebody_at_work_are_left_for_the_next_run(
    settings: pytest.FixtureRequest,
) -> None:
    appointment = book(make_citizen(), make_offering())
    settings.HASH_KEYS = {"new": b"n" * 32, **settings.HASH_KEYS}  # type: ignore[attr-defined]

    with Locker(appointment.public_id):
        assert renew_words(writes=True) == 0

    assert renew_words(writes=True) == 1


def test_a_company_that_no_key_opens_keeps_its_words_and_stops_nothing(
    settings: pytest.FixtureRequest,
) -> None:
    people = People(Appointment.OnBehalf.COMPANY, eleni(company="Τεχνική Αιγαίου Α.Ε."))
    book(make_citizen("company"), make_offering(), people=people)
    settings.HASH_KEYS = {"new": b"n" * 32, **settings.HASH_KEYS}  # type: ignore[attr-defined]
    with connection.cursor() as cursor:  # sealed for another place: it does not open
        cursor.execute("UPDATE booking_participant SET company = name")

    assert renew_words(writes=True) == 0

    assert found("Αιγαίου") == {"representative"}


def test_words_go_with_the_person() -> None:
    kept, erased = (book(make_citizen(), make_offering()) for _ in range(2))

    erased.participants.all().delete()

    left = ParticipantWord.objects.filter(digest__in=known_digests("Ελένη"))
    assert [word.participant.appointment for word in left] == [kept]


def test_a_name_that_no_key_opens_keeps_its_words(settings: pytest.FixtureRequest) -> None:
    book(make_citizen(), make_offering())
    settings.HASH_KEYS = {"new": b"n" * 32}  # type: ignore[attr-defined]
    settings.DATA_KEYS = {"new": b"d" * 32}  # type: ignore[attr-defined]

    assert renew_words(writes=True) == 0
    assert ParticipantWord.objects.count() == 2
