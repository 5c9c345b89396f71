"""The promise that the tests run as the application does."""

import pytest
from django.db import ProgrammingError, connection, transaction


@pytest.mark.django_db
def test_the_application_does_not_own_the_tables() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relowner = "
            "(SELECT oid FROM pg_roles WHERE rolname = current_user)"
        )

        assert cursor.fetchone() == (0,)


@pytest.mark.django_db
def test_the_application_cannot_change_the_schema() -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute("CREATE TABLE public.sneaky (id int)")
