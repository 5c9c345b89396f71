"""Is the process alive; can it serve? For the reverse proxy, the container and the operator."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from mydimos.web.ui.audience import anyone
from mydimos.worker.queries import is_working


@anyone
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


@anyone
def readyz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Database, migrations and worker, each true or false; 503 when one is false."""
    facts = {"database": False, "migrations": False, "worker": False}
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        facts["database"] = True
        facts["migrations"] = _is_migrated()
        facts["worker"] = is_working(now=timezone.now())
    except DatabaseError:
        pass  # what could not be seen stays false
    return JsonResponse(facts, status=200 if all(facts.values()) else 503)


def _is_migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
