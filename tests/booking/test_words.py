"""A sealed name is found by its words, also after the key was changed."""

import pytest

from mydimos.booking.models import Appointment, ParticipantWord
from mydimos.booking.people import Guest, People
from mydimos.booking.services.word_index import renew_words
from mydimos.booking.words import digests_of, known_digests
from mydimos.directory.models import Channel
from mydimos.privacy.rotation import inspect_keys, rotate_keys
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


def test_a_name_that_no_key_opens_keeps_its_words(settings: pytest.FixtureRequest) -> None:
    book(make_citizen(), make_offering())
    settings.HASH_KEYS = {"new": b"n" * 32}  # type: ignore[attr-defined]
    settings.DATA_KEYS = {"new": b"d" * 32}  # type: ignore[attr-defined]

    assert renew_words(writes=True) == 0
    assert ParticipantWord.objects.count() == 2
