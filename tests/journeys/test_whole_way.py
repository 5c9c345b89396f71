"""The whole way of a citizen, with every screen and with half a browser."""

import pytest

from tests.journeys.conftest import PHONE, Visits
from tests.journeys.greek import goes_the_whole_way
from tests.journeys.post import Post
from tests.journeys.town import Town


def test_eleni_books_moves_and_cancels_on_her_phone(visit: Visits, town: Town, post: Post) -> None:
    town.offers_everything()

    goes_the_whole_way(visit(screen=PHONE), post)


@pytest.mark.parametrize(
    ("wide", "zoom"), [(320, 1), (640, 2)], ids=["320 pixels", "1280 pixels at 200 percent"]
)
def test_nothing_lies_outside_of_a_narrow_window(
    visit: Visits, town: Town, post: Post, wide: int, zoom: int
) -> None:
    town.offers_everything()

    narrow = visit(
        screen={"width": wide, "height": 512}, device_scale_factor=zoom, looks_closely=False
    )

    goes_the_whole_way(narrow, post)


def test_eleni_needs_no_scripts(visit: Visits, town: Town, post: Post) -> None:
    town.offers_everything()

    goes_the_whole_way(visit(java_script_enabled=False), post)
