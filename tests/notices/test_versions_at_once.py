"""Two processes that show new words at the same moment keep them once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from mydimos.notices.models import Kind, TextVersion
from mydimos.notices.services import Words, keep_versions
from tests.factories import NOW

pytestmark = pytest.mark.django_db(transaction=True)

READERS = 8


def test_new_words_that_many_read_at_once_are_one_version() -> None:
    start = Barrier(READERS)

    def read(_: int) -> int:
        try:
            start.wait()
            words = Words(Kind.ABOUT, "1", "Νέο")
            return keep_versions([words], language="el", municipality=None, now=NOW)[0].pk
        finally:
            connection.close()

    with ThreadPoolExecutor(READERS) as pool:
        shown = set(pool.map(read, range(READERS)))

    assert shown == {TextVersion.objects.get().pk}
