"""Changing keys: sealed and hashed values are stored again under the keys in use."""

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.db.models import Model

from mydimos.booking.models import Participant, ParticipantWord
from mydimos.booking.services.word_index import renew_words
from mydimos.crypto.rotation import BlindIndex, Findings, inspect, renew, sealed_fields
from mydimos.identity.models import Citizen, User

BLIND_INDEXES: dict[type[Model], tuple[BlindIndex, ...]] = {
    Participant: (
        BlindIndex(sealed="email", column="email_index", purpose="email"),
        BlindIndex(sealed="phone", column="phone_index", purpose="phone"),
    ),
    User: (BlindIndex(sealed="email", column="email_index", purpose="email"),),
}

WORDS = ParticipantWord._meta.db_table


def sealed_tables() -> list[type[Model]]:
    """Every table with something sealed in it."""
    return [model for model in apps.get_models() if sealed_fields(model)]


def inspect_keys() -> Iterator[tuple[str, Findings]]:
    """Table by table, what is sealed under which keys, and what does not open. Writes nothing."""
    for model in sealed_tables():
        yield model._meta.db_table, inspect(model, BLIND_INDEXES.get(model, ()))
    yield WORDS, Findings(misindexed=renew_words(writes=False))


def rotate_keys() -> Iterator[tuple[str, Findings]]:
    """Table by table, store again what older keys have made; yields the findings."""
    for model in sealed_tables():
        yield model._meta.db_table, renew(model, BLIND_INDEXES.get(model, ()))
    yield WORDS, Findings(misindexed=renew_words(writes=True))


def citizens_under_older_keys() -> int:
    """How many citizens only their next login can renew: the tax number is not stored."""
    return Citizen.objects.exclude(key_version=next(iter(settings.HASH_KEYS))).count()
