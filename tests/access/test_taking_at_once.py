"""Two administrators who take each other's role at the same moment: one of them remains."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from django.db import connection

from mydimos.access.errors import LastAdministrator
from mydimos.access.models import Membership
from mydimos.access.services import give_role, take_role
from mydimos.audit.services import record as write
from mydimos.identity.models import User
from tests.factories import BY, make_municipality

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_take_each_others_role_one_stays_administrator(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    role: Any = {"role": Membership.Role.MUNICIPALITY_ADMIN, "municipality": make_municipality()}
    held = [
        give_role(user=User.objects.create(email_index=bytes([number])), **role, **BY)
        for number in range(2)
    ]
    start, checked = Barrier(2), Barrier(2)

    def record_after_the_other_has_checked(*args: Any, **values: Any) -> None:
        """Without the lock both come here; with it the second waits for the first to commit."""
        with suppress(BrokenBarrierError):
            checked.wait(0.5)
        write(*args, **values)

    monkeypatch.setattr("mydimos.access.services.record", record_after_the_other_has_checked)

    def take(membership: Membership) -> bool:
        try:
            start.wait()
            take_role(membership=membership, **BY)
        except LastAdministrator:
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        taken = list(pool.map(take, held))

    assert sorted(taken) == [False, True]
    assert Membership.objects.count() == 1
