"""Writing many rows by COPY: several times faster than INSERT, with the same constraints."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Field, Model
from psycopg import sql

from mydimos.crypto.fields import SealedTextField

AS_THEY_ARE = {bool, bytes, date, datetime, int, str, timedelta, UUID, type(None)}
"""What the driver writes without Django's help (members of enumerations are of other types)."""


def copy_rows(rows: Sequence[Model]) -> None:
    """Write new rows of one model and give them their ids.

    A row may refer to rows that were written before it but had no id yet when it was made.
    """
    if not rows:
        return
    model = type(rows[0])
    _number(rows)
    fields = [
        (one, isinstance(one, SealedTextField))
        for one in model._meta.concrete_fields
        if not one.generated
    ]
    names = sql.SQL(", ").join(sql.Identifier(str(field.column)) for field, _ in fields)
    table = sql.Identifier(model._meta.db_table)
    with connection.cursor() as cursor:
        # COPY cannot write to a table with row-level security.
        cursor.execute(
            sql.SQL("CREATE TEMP TABLE copied AS SELECT {} FROM {} WITH NO DATA").format(
                names, table
            )
        )
        with cursor.copy(sql.SQL("COPY copied ({}) FROM STDIN").format(names)) as copy:
            for row in rows:
                copy.write_row([_value(field, row, is_sealed=sealed) for field, sealed in fields])
        cursor.execute(
            sql.SQL("INSERT INTO {} ({}) SELECT {} FROM copied").format(table, names, names)
        )
        cursor.execute("DROP TABLE copied")


def check_deferred_constraints() -> None:
    """Check the deferred constraints now, each row by an index.

    Nothing is known of the new rows yet: left to itself, the database would read far too many.
    """
    with connection.cursor() as cursor:
        for way in ("seqscan", "bitmapscan"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
        cursor.execute("DISCARD PLANS")  # of an earlier check, made when there were few rows
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for way in ("seqscan", "bitmapscan"):
            cursor.execute(f"SET LOCAL enable_{way} = on")


def _number(rows: Sequence[Model]) -> None:
    """Ids from the table's own sequence."""
    table = rows[0]._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [table, len(rows)],
        )
        for row, (number,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = number


def _value(field: "Field[Any, Any]", row: Model, *, is_sealed: bool) -> Any:
    value = getattr(row, field.attname)
    if value is None and field.is_relation and (related := getattr(row, field.name)):
        setattr(row, field.name, related)  # takes over the id that it has by now
        return related.pk
    if type(value) in AS_THEY_ARE and not is_sealed:
        return value
    return field.get_db_prep_save(value, connection)
