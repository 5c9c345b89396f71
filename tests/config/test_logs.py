"""What a line of log tells, and what it never tells."""

import json
import logging
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client

from mydimos.config.logs import JsonFormatter


def written(record: logging.LogRecord) -> dict[str, object]:
    line: dict[str, object] = json.loads(JsonFormatter().format(record))
    return line


def test_an_error_is_told_by_type_and_place_and_never_by_its_text() -> None:
    record = logging.LogRecord(
        "mydimos.web", logging.ERROR, "here.py", 1, "it failed", (), _failure()
    )

    line = written(record)

    assert line["message"] == "it failed"
    assert line["error"]["type"] == "DatabaseError"  # type: ignore[index]
    assert line["error"]["cause"] == "ValueError"  # type: ignore[index]
    assert "eleni" not in json.dumps(line)
    assert "Ελένη" not in json.dumps(line, ensure_ascii=False)


@pytest.mark.django_db
def test_the_address_of_a_request_is_never_written(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        Client().get("/a/secret-link/served/signature/?name=eleni")

    lines = [JsonFormatter().format(record) for record in caplog.records]
    assert lines
    assert not [line for line in lines if "secret-link" in line or "eleni" in line]


def test_facts_that_are_not_on_the_list_are_left_out() -> None:
    record = logging.LogRecord("mydimos", logging.INFO, "here.py", 1, "request", (), None)
    record.status, record.email = 200, "eleni@mail.example"

    assert written(record)["status"] == 200
    assert "email" not in written(record)


def _failure() -> Any:
    cause = ValueError("Ελένη Παπαδοπούλου")
    with pytest.raises(DatabaseError) as caught:
        raise DatabaseError("Failing row contains (eleni@mail.example)") from cause
    return caught._excinfo
