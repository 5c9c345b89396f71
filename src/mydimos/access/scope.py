"""The office's side of a transaction: as which role, for which departments (ADR 12)."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.db import connection, transaction

ENTER = """
SELECT set_config('role', 'mydimos_office', true),
       set_config('app.employee', %s, true),
       set_config('app.departments', %s, true)
"""

LEAVE = """
SELECT set_config('role', 'none', true),
       set_config('app.employee', '', true),
       set_config('app.departments', '', true)
"""


@contextmanager
def seen_by(*, employee: int, departments: Collection[int]) -> Iterator[None]:
    """Do what follows as the office: people of other departments are not there.

    A transaction of its own, because the settings end with it; opened inside another it would
    outlast the block, so that raises RuntimeError. What is read must be read before the block
    ends: a lazy template would be read by a role that sees everything.
    """
    listed = "{" + ",".join(str(int(one)) for one in sorted(departments)) + "}"
    with transaction.atomic(durable=True):
        _run(ENTER, str(int(employee)), listed)
        yield
        # The end of the transaction would do it too, but not inside the one of a test.
        _run(LEAVE)


def _run(statement: str, *values: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
