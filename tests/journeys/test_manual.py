"""The user manual: every picture is there, and it can be printed."""

import pytest

from tests.journeys.conftest import Visits
from tests.journeys.town import Town

# They load when one scrolls to them: here all at once.
SEEN = """() => Promise.all([...document.querySelectorAll('.app-prose img')].map(async (one) => {
  one.loading = 'eager';
  await one.decode().catch(() => {});
  return {name: one.src.split('/').pop(), isSeen: one.complete && one.naturalWidth > 0};
}))"""


@pytest.mark.parametrize(
    ("language", "title", "to_print"),
    [
        ("el", "Εγχειρίδιο χρήσης", "Το εγχειρίδιο για εκτύπωση (PDF)"),
        ("en", "User manual", "The manual to print (PDF)"),
    ],
)
def test_the_manual_shows_its_pictures_and_can_be_printed(
    visit: Visits, town: Town, language: str, title: str, to_print: str
) -> None:
    reader = visit(language)

    reader.opens("/manual/")

    reader.is_at(title)
    pictures = reader.page.evaluate(SEEN)
    assert len(pictures) == 16
    assert [one["name"] for one in pictures if not one["isSeen"]] == []
    address = reader.page.get_by_role("link", name=to_print).get_attribute("href")
    printed = reader.page.request.get(f"{reader.home}{address}")
    assert printed.headers["content-type"] == "application/pdf"
    assert printed.body().startswith(b"%PDF")
