"""What people look for and other authorities do: passports, tax numbers, unemployment cards."""

from dataclasses import dataclass
from functools import cache

from mydimos.directory.models.bilingual import Bilingual
from mydimos.directory.reference_data import read, several


@dataclass(frozen=True)
class NotMunicipal(Bilingual):
    """A matter of another authority: who does it, and its address on the web."""

    code: str
    words: tuple[str, ...]  # what people type
    text_el: str
    text_en: str
    url: str

    @property
    def text(self) -> str:
        """Who does it, in the language of the reader."""
        return str(self.said("text"))


@cache
def not_municipal() -> list[NotMunicipal]:
    """The rows of `data/not_municipal.csv`."""
    return [
        NotMunicipal(
            code=row["code"],
            words=(*several(row["words_el"]), *several(row["words_en"])),
            text_el=row["text_el"],
            text_en=row["text_en"],
            url=row["url"],
        )
        for row in read("not_municipal.csv")
    ]
