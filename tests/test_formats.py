"""Times as people read them."""

from datetime import datetime, timedelta

import pytest
from django.utils.translation import override

from mydimos import formats
from mydimos.scheduling.spans import ATHENS

MONDAY = datetime(2026, 2, 2, 12, 30, tzinfo=ATHENS)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "τη Δευτέρα 2 Φεβρουαρίου 2026, ώρα 12:30"),
        (1, "την Τρίτη 3 Φεβρουαρίου 2026, ώρα 12:30"),
        (2, "την Τετάρτη 4 Φεβρουαρίου 2026, ώρα 12:30"),
        (3, "την Πέμπτη 5 Φεβρουαρίου 2026, ώρα 12:30"),
        (4, "την Παρασκευή 6 Φεβρουαρίου 2026, ώρα 12:30"),
        (5, "το Σάββατο 7 Φεβρουαρίου 2026, ώρα 12:30"),
        (6, "την Κυριακή 8 Φεβρουαρίου 2026, ώρα 12:30"),
    ],
)
def test_a_deadline_has_the_article_of_its_weekday(days: int, said: str) -> None:
    with override("el"):
        assert formats.until(MONDAY + timedelta(days=days)) == said


def test_midnight_is_the_end_of_the_day_before() -> None:
    midnight = datetime(2026, 3, 30, tzinfo=ATHENS)  # the day after the clock changed

    with override("el"):
        assert formats.until(midnight) == "και την Κυριακή 29 Μαρτίου 2026"
    with override("en"):
        assert formats.until(midnight) == "the end of Sunday 29 March 2026"


def test_a_municipality_is_declined_in_greek_only() -> None:
    assert formats.genitive("Δήμος Καλαμάτας") == "Δήμου Καλαμάτας"
    assert formats.genitive("Municipality of Kalamata") == "Municipality of Kalamata"
