"""Is the process alive; can it serve? For the reverse proxy, the container and the operator."""

from datetime import timedelta

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from mydimos.worker.models import Heartbeat

SILENT = timedelta(minutes=3)
"""After so long without a heartbeat the worker counts as dead."""


def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Database, migrations and worker, each true or false; 503 when one is false."""
    facts = {"database": False, "migrations": False, "worker": False}
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        facts["database"] = True
        facts["migrations"] = _is_migrated()
        facts["worker"] = Heartbeat.objects.filter(at__gt=timezone.now() - SILENT).exists()
    except DatabaseError:
        pass  # what could not be seen stays false
    return JsonResponse(facts, status=200 if all(facts.values()) else 503)


def _is_migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
