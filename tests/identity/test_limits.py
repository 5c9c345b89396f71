"""Rate limits that all processes share."""

from datetime import timedelta

import pytest
from django.db import connection

from mydimos.identity.limits import Limit, count_request
from mydimos.identity.models import Tally
from tests.factories import NOW

THRICE = Limit("test", 3, timedelta(minutes=10))
SECOND = timedelta(seconds=1)


@pytest.mark.django_db
def test_so_often_and_then_one_waits_for_the_rest_of_the_stretch() -> None:
    waits = [count_request(THRICE, "address 192.0.2.1", now=NOW + n * SECOND) for n in range(4)]

    assert waits[:3] == [None, None, None]
    assert waits[3] == timedelta(minutes=10) - 3 * SECOND


@pytest.mark.django_db
def test_trying_on_does_not_lengthen_the_wait() -> None:
    for n in range(10):
        count_request(THRICE, "address 192.0.2.1", now=NOW + n * SECOND)

    assert count_request(THRICE, "address 192.0.2.1", now=NOW + timedelta(minutes=10)) is None


@pytest.mark.django_db
def test_other_people_and_other_acts_are_counted_apart() -> None:
    for _ in range(4):
        count_request(THRICE, "citizen 1", now=NOW)

    assert count_request(THRICE, "citizen 2", now=NOW) is None
    assert count_request(Limit("other", 3, THRICE.per), "citizen 1", now=NOW) is None


@pytest.mark.django_db
def test_no_address_is_kept() -> None:
    count_request(THRICE, "address 192.0.2.1", now=NOW)

    with connection.cursor() as cursor:
        cursor.execute("SELECT encode(key_hash, 'escape') FROM identity_tally")
        ((kept,),) = cursor.fetchall()

    assert "192.0.2.1" not in kept
    assert len(bytes(Tally.objects.get().key_hash)) == 32
