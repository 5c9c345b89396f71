"""The files in `data/`: what all installations share, renewed by each release."""

import csv
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent / "data"

SEPARATOR = "|"
"""Between several values in one column."""


def read(name: str) -> Iterator[dict[str, str]]:
    """The rows of a file of the code book, by the columns of its first line."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def several(value: str) -> list[str]:
    """The values of a column that holds several."""
    return [part.strip() for part in value.split(SEPARATOR) if part.strip()]
