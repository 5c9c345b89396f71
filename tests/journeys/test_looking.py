"""The helper that looks closely at pages: it finds the same where scripts are off."""

import pytest

from tests.journeys.conftest import Visits

PAGE = """<!DOCTYPE html><html lang="el"><title>before</title>
<main><h1>A page</h1><img src="data:,"></main>
<script>document.title = "A script ran"</script></html>"""


@pytest.mark.parametrize("has_scripts", [True, False], ids=["with scripts", "without"])
def test_a_picture_without_a_text_is_found(visit: Visits, *, has_scripts: bool) -> None:
    visitor = visit(java_script_enabled=has_scripts)
    visitor.page.set_content(PAGE)

    with pytest.raises(AssertionError, match="image-alt"):
        visitor.is_at("A page")


def test_scripts_stay_off_when_it_has_looked(visit: Visits) -> None:
    visitor = visit(java_script_enabled=False)
    for _ in range(2):
        visitor.page.set_content(PAGE)
        with pytest.raises(AssertionError, match="image-alt"):
            visitor.is_at("A page")
        assert visitor.page.title() == "before"
