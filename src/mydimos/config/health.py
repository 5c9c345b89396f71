"""/healthz and /readyz: whether the process is alive, and whether it can serve."""

from datetime import timedelta
from functools import cache

from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from mydimos.config.clocks import clocks_agree
from mydimos.identity.limits import Limit, count_request
from mydimos.web.ui.audience import anyone
from mydimos.worker.queries import is_working

WRITES = Limit("readyz", 1, timedelta(days=1))
"""Not a limit: a row that is written at each request."""

# Sorts about 1 MB in 64 kB of memory: PostgreSQL writes the rest to a temporary file.
SPILL = """
SELECT count(*) FROM (
  SELECT repeat(n::text, 80) AS words FROM generate_series(1, 3000) AS n ORDER BY words OFFSET 0
) AS sorted
"""


@anyone
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


@anyone
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Whether each part can do its work, true or false; 503 unless all can.

    `disk`: a row and a temporary file could be written. `clock`: ours and PostgreSQL's agree.
    """
    facts = dict.fromkeys(("database", "migrations", "worker", "clock", "disk"), False)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        facts["database"] = True
        facts["migrations"] = _newest_migrations() <= _applied()
        facts["worker"] = is_working(now=timezone.now())
        facts["clock"] = clocks_agree()
        facts["disk"] = _can_write()
    except DatabaseError:
        pass  # what could not be asked stays false
    return JsonResponse(facts, status=200 if all(facts.values()) else 503)


def _can_write() -> bool:
    """True once PostgreSQL has written a row and a temporary file. Raises DatabaseError.

    A row alone may find room on a page of its table while the disk is full.
    """
    count_request(WRITES, "readyz", now=timezone.now())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '64kB'")
        cursor.execute(SPILL)
        cursor.fetchone()
    return True


@cache
def _newest_migrations() -> frozenset[tuple[str, str]]:
    """The last migration of each app. Read once: the files of a running process do not change."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def _applied() -> set[tuple[str, str]]:
    return set(MigrationRecorder(connection).applied_migrations())
