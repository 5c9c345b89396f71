"""What the tests of the demo share."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest


@pytest.fixture
def folder() -> Iterator[Path]:
    """A short path (sockets!) that PostgreSQL's own account can enter when we are root."""
    with TemporaryDirectory(prefix="mydimos-") as name:
        Path(name).chmod(0o755)
        yield Path(name)
