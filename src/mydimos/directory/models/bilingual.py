"""Names in Greek and English."""

from typing import Any

from django.utils.translation import get_language


class Bilingual:
    """A row with pairs of columns such as `name_el` and `name_en`."""

    def said(self, column: str) -> Any:
        """The column in the language of the reader; Greek where the other was left blank."""
        if get_language() == "en" and (english := getattr(self, f"{column}_en")):
            return english
        return getattr(self, f"{column}_el")

    @property
    def name(self) -> str:
        """The name in the language of the reader."""
        return str(self.said("name"))
