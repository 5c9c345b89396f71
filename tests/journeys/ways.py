"""With which screens, languages and browsers a page is walked through: each beside each other."""

import pytest

from tests.journeys.conftest import DESKTOP, PHONE

SCRIPTS = {True: "with scripts", False: "without"}
EVERY_WAY = pytest.mark.parametrize(
    ("language", "screen", "has_scripts"),
    [
        pytest.param(language, screen, has_scripts, id=f"{language} {size} {SCRIPTS[has_scripts]}")
        for language, size, screen, has_scripts in (
            ("el", "phone", PHONE, True),
            ("el", "desktop", DESKTOP, False),
            ("en", "phone", PHONE, False),
            ("en", "desktop", DESKTOP, True),
        )
    ],
)
