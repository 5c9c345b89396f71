"""A new time is wanted of what the municipality has stopped offering."""

import pytest

from tests.web.movers import Mover
from tests.web.visitors import clock, moment, words_of

__all__ = ["clock"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

SENTENCE = "Ο Δήμος δεν δίνει πλέον εδώ νέες ώρες για αυτή την υπηρεσία."


def test_the_page_says_so_and_whom_to_call() -> None:
    mover = _mover_of_what_has_ended()

    words = words_of(mover.get("move/"))

    assert SENTENCE in words
    assert "Το ραντεβού σας μένει όπως είναι." in words
    assert "Καλέστε το σημείο εξυπηρέτησης:" in words


def test_a_time_that_is_sent_all_the_same_is_not_kept() -> None:
    mover = _mover_of_what_has_ended()

    answer = mover.post("move/", starts_at=moment("13:00"))

    assert answer.status_code == 409
    assert SENTENCE in words_of(answer)
    assert mover.starts_at == "12:00"


def _mover_of_what_has_ended() -> Mover:
    mover = Mover()
    mover.offering.is_active = False
    mover.offering.save()
    return mover
