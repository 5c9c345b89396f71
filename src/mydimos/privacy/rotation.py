"""Changing keys: everything that is sealed or hashed is made anew under the keys in use."""

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.db.models import Model

from mydimos.booking.models import Participant
from mydimos.crypto.rotation import BlindIndex, Findings, inspect, renew, sealed_fields
from mydimos.identity.models import Citizen, User

BLIND_INDEXES: dict[type[Model], tuple[BlindIndex, ...]] = {
    Participant: (
        BlindIndex(sealed="email", column="email_index", purpose="email"),
        BlindIndex(sealed="phone", column="phone_index", purpose="phone"),
    ),
    User: (BlindIndex(sealed="email", column="email_index", purpose="email"),),
}


def sealed_tables() -> list[type[Model]]:
    """Every table with something sealed in it."""
    return [model for model in apps.get_models() if sealed_fields(model)]


def inspect_keys() -> Iterator[tuple[str, Findings]]:
    """Table by table: does every value open, and is it under the keys in use? Writes nothing."""
    for model in sealed_tables():
        yield model._meta.db_table, inspect(model, BLIND_INDEXES.get(model, ()))


def rotate_keys() -> Iterator[tuple[str, Findings]]:
    """Table by table: make anew what older keys have made. Tells what was found."""
    for model in sealed_tables():
        yield model._meta.db_table, renew(model, BLIND_INDEXES.get(model, ()))


def citizens_under_older_keys() -> int:
    """How many citizens only the next login can renew: nobody here knows their tax number."""
    return Citizen.objects.exclude(key_version=next(iter(settings.HASH_KEYS))).count()
