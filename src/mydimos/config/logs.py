"""Logs as JSON, one object a line, without personal data."""

import json
import logging
import traceback
from datetime import UTC, datetime
from types import TracebackType

from mydimos.web.ui.request_id import current_id

# What a line may carry beside its message: technical facts that name no person.
FACTS = (
    "method",
    "route",
    "status",
    "duration_ms",
    "queries",
    "job",
    "task",
    "count",
)

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


class JsonFormatter(logging.Formatter):
    """Writes the type of an error and its places in the program, never its text.

    PostgreSQL's texts quote the row ("Failing row contains (…)"), a mail server's the address.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": _level(record),
            "logger": record.name,
            "message": _message(record),
        }
        if request_id := current_id():
            line["request_id"] = request_id
        line |= {fact: getattr(record, fact) for fact in FACTS if hasattr(record, fact)}
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = _told(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def _level(record: logging.LogRecord) -> str:
    """A request that Django refuses as odd, such as a foreign host name, is no error of ours."""
    return "WARNING" if record.name.startswith("django.security") else record.levelname


def _message(record: logging.LogRecord) -> str:
    """Django's messages without their arguments: those hold the path, which may be a secret link,
    or the host name that a client sent.
    """
    if not record.name.startswith("django."):
        return record.getMessage()
    status = getattr(record, "status_code", None)
    return f"answered with {status}" if status else str(record.msg)


def _told(exc_info: ExcInfo) -> dict[str, object]:
    kind, error, trace = exc_info
    places = [
        f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)
    ]
    told: dict[str, object] = {"type": kind.__name__, "at": places[-12:]}
    if error.__cause__ is not None:
        told["cause"] = type(error.__cause__).__name__
    return told
