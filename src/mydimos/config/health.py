"""Is the process alive; can it serve? For the reverse proxy, the container and the operator."""

from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from mydimos.web.ui.audience import anyone
from mydimos.worker.queries import is_working


@anyone
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


@anyone
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Database, migrations and worker, each true or false; 503 when one is false."""
    facts = {"database": False, "migrations": False, "worker": False}
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        facts["database"] = True
        facts["migrations"] = _newest_migrations() <= _applied()
        facts["worker"] = is_working(now=timezone.now())
    except DatabaseError:
        pass  # what could not be seen stays false
    return JsonResponse(facts, status=200 if all(facts.values()) else 503)


@cache
def _newest_migrations() -> frozenset[tuple[str, str]]:
    """The last migration of each app. Read once: the files of a running process do not change."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def _applied() -> set[tuple[str, str]]:
    return set(MigrationRecorder(connection).applied_migrations())
