"""What every test of the pages can rely on."""

from collections.abc import Generator

import pytest

from mydimos.web.citizen.places import forget_places


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Generator[None]:
    """The municipalities that another test made are not ours."""
    forget_places()
    yield
    forget_places()
