from collections.abc import Iterator
from datetime import timedelta

import pytest

from mydimos.adapters.gsis import GsisLogin
from mydimos_local.gsis import GsisServer, make_server
from tests.adapters.state_login import login_at, running


class Clock:
    """Seconds that pass only when told to."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def gsis(clock: Clock) -> Iterator[GsisServer]:
    server = make_server("127.0.0.1", 0, slow=timedelta(minutes=5), clock=clock)
    with running(server):
        yield server


@pytest.fixture
def login(gsis: GsisServer) -> GsisLogin:
    return login_at(gsis.base_url)
