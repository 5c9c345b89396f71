"""The same requests without HTTP, in this process: to count their queries, and to profile them."""

from collections import defaultdict
from collections.abc import Callable
from cProfile import Profile
from dataclasses import dataclass, field
from io import StringIO
from pstats import SortKey, Stats

from django.db import connection
from django.http import HttpResponseBase  # noqa: TID251 (a browser's view of it)
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.wire import HOST, Answer

Ask = Callable[[], Answer]
Around = Callable[[int, Ask], Answer]
"""What is done around the n-th request of a browser."""


class Inside:
    """A browser whose requests go straight into the application, through every middleware."""

    def __init__(self, around: Around) -> None:
        self.around = around
        self._client = Client(enforce_csrf_checks=True)
        self._requests = 0
        self._headers = {
            "X-Forwarded-Proto": "https",
            "Host": HOST,
            "Origin": f"https://{HOST}",
            "Accept": "text/html",
        }
        self.forget()

    def forget(self, *, address: str = HOST) -> None:
        """Become another person: a new client would load all middlewares again."""
        self._client.cookies.clear()
        self._requests = 0
        self._headers["X-Forwarded-For"] = address

    def get(self, path: str) -> Answer:
        return self._ask(lambda: _answer(self._client.get(path, headers=self._headers)))

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        return self._ask(lambda: _answer(self._client.post(path, fields, headers=self._headers)))

    def _ask(self, ask: Ask) -> Answer:
        self._requests += 1
        return self.around(self._requests - 1, ask)


@dataclass
class Queries:
    """The statements of each request, BEGIN and COMMIT among them."""

    statements: list[list[str]] = field(default_factory=list)

    def __call__(self, _number: int, ask: Ask) -> Answer:
        with CaptureQueriesContext(connection) as captured:
            answer = ask()
        self.statements.append([query["sql"] for query in captured.captured_queries])
        return answer


@dataclass
class Profiles:
    """A profile for each request of a journey, over many journeys."""

    profiles: defaultdict[int, Profile] = field(default_factory=lambda: defaultdict(Profile))

    def __call__(self, number: int, ask: Ask) -> Answer:
        return self.profiles[number].runcall(ask)

    def together(self) -> Stats:
        """All requests as one."""
        return Stats(*self.profiles.values(), stream=StringIO())


def most_costly(stats: Stats, order: SortKey, lines: int) -> str:
    """The functions that cost most: in all (CUMULATIVE), or by themselves (TIME)."""
    written = StringIO()
    stats.stream = written  # type: ignore[attr-defined]
    stats.strip_dirs().sort_stats(order).print_stats(lines)
    return written.getvalue()


def _answer(response: HttpResponseBase) -> Answer:
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Answer(response.status_code, headers, getattr(response, "content", b""))
