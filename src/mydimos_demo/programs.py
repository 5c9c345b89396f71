"""The programs of the demo: its database, login server, mail sink, web server and worker."""

import os
import signal
import sys
from collections.abc import Mapping

from mydimos_demo.processes import Process, program
from mydimos_local.folders import Folders
from mydimos_local.keys import kept_secrets
from mydimos_local.ports import HOST, Ports
from mydimos_local.postgres import EmbeddedPostgres

WEB_WORKERS = max(1, min(os.cpu_count() or 1, 4))
THREADS, CONNECTIONS = 16, 4  # per web worker, as deploy/programs/serve starts them
EXTRA = {"web": {"DATABASE_POOL": str(CONNECTIONS)}}


def environment(folders: Folders, ports: Ports, database_url: str) -> dict[str, str]:
    """The settings of web and worker (docs/operations/settings.md)."""
    return {
        **os.environ,
        **kept_secrets(folders.secrets),
        "PYTHONUNBUFFERED": "1",
        "LOG_LEVEL": os.environ.get("LOG_LEVEL", "WARNING"),
        "DJANGO_SETTINGS_MODULE": "mydimos_demo.settings",
        "MYDIMOS_MODE": "demo",
        "PUBLIC_URL": f"http://{HOST}:{ports.web}",
        "ALLOWED_HOSTS": f"{HOST},localhost",
        "STATIC_ROOT": str(folders.static),
        "DATABASE_URL": database_url,
        "EMAIL_URL": f"smtp://{HOST}:{ports.smtp}",
        "MAIL_FROM": "myDimos <no-reply@mydimos.example>",
        "GSIS_BASE_URL": f"http://{HOST}:{ports.login}/oauth2server",
        "GSIS_CLIENT_ID": "mydimos-demo",
    }


def database(server: EmbeddedPostgres) -> Process:
    """PostgreSQL; all the others rely on it."""
    return Process("database", server.launch, signal.SIGINT, server.last_words)


def programs(folders: Folders, ports: Ports, settings: Mapping[str, str]) -> list[Process]:
    """Login server, mail sink, web and worker, to be started in this order."""
    commands = {
        "login": ["-m", "mydimos_local.gsis", f"--port={ports.login}"],
        "mail": [
            *("-m", "mydimos_local.mailbox", f"--folder={folders.mails}"),
            *(f"--smtp-port={ports.smtp}", f"--http-port={ports.mailbox}"),
        ],
        "web": ["-m", "granian", *_granian(ports.web)],
        "worker": ["manage.py", "run_worker", "--skip-checks"],
    }
    return [
        program(name, [sys.executable, *command], {**settings, **EXTRA.get(name, {})})
        for name, command in commands.items()
    ]


def _granian(port: int) -> list[str]:
    return [
        "--interface=wsgi",
        f"--host={HOST}",
        f"--port={port}",
        f"--workers={WEB_WORKERS}",
        f"--blocking-threads={THREADS}",
        "--no-ws",
        "--respawn-failed-workers",
        "--workers-kill-timeout=5",
        "--log-level=error",  # sixteen threads on two cores are meant
        "mydimos.config.wsgi:application",
    ]
