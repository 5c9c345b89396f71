"""What every test of the pages can rely on."""

from collections.abc import Generator

import pytest

from mydimos.web.citizen.find.directory_cache import forget_directory_cache


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Generator[None]:
    """The municipalities that another test made are not ours."""
    forget_directory_cache()
    yield
    forget_directory_cache()
