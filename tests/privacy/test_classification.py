"""Every column is classified, and what is personal is sealed."""

import pytest
from django.apps import apps
from django.db import connection

from mydimos.crypto.fields import SealedTextField
from mydimos.privacy.classification import KEPT_IN_CLEAR, Class, classified

COLUMNS = """
SELECT table_name || '.' || column_name FROM information_schema.columns
WHERE table_schema = 'public'
"""


@pytest.mark.django_db
def test_every_column_of_the_database_is_classified() -> None:
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        columns = {column for (column,) in cursor.fetchall()}

    assert columns - set(classified()) == set()
    assert set(classified()) - columns == set()


def test_what_is_personal_is_sealed_or_has_a_reason_to_be_readable() -> None:
    sealed = {
        f"{model._meta.db_table}.{field.column}"
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, SealedTextField)
    }
    personal = {
        column for column, kind in classified().items() if kind in {Class.PERSONAL, Class.SPECIAL}
    }

    assert personal - sealed == set(KEPT_IN_CLEAR)


def test_nothing_of_special_category_is_readable() -> None:
    special = {column for column, kind in classified().items() if kind is Class.SPECIAL}

    assert not special & set(KEPT_IN_CLEAR)
