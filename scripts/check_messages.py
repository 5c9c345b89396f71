"""Translations are complete: nothing missing, doubtful or unused, no placeholder lost."""

# ruff: noqa: INP001, T201 - a script that reports

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from mydimos.web.ui.messages.catalogue import Entry, Key, read_po
from mydimos.web.ui.messages.sources import keys_of

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "mydimos"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def main() -> int:
    """0 when all is well, else 1 with one line for each text."""
    settings.configure(USE_I18N=False)  # templates are taken apart, not shown
    said = keys_of(PACKAGE)
    catalogues = sorted(PACKAGE.glob("locale/*/LC_MESSAGES/*.po"))
    found = sorted(problem for file in catalogues for problem in problems(file, said))
    print("\n".join(found) or "Messages are complete.")
    return 1 if found or not catalogues else 0


def problems(file: Path, said: set[Key]) -> Iterator[str]:
    """What is wrong with one catalogue; `make fix` mends the first two kinds but for the words."""
    language, known = file.parts[-3], read_po(file)
    yield from (f"{language}: missing: {key.text!r}" for key in said - set(known))
    yield from (f"{language}: no longer said: {key.text!r}" for key in set(known) - said)
    for key in said & set(known):
        if not known[key].is_complete:
            yield f"{language}: not translated: {key.text!r}"
        elif not keeps_placeholders(known[key]):
            yield f"{language}: other placeholders: {key.text!r}"
    if "#, fuzzy" in file.read_text(encoding="utf-8"):
        yield f"{language}: entries are marked fuzzy"


def keeps_placeholders(entry: Entry) -> bool:
    """Whether the last form (the plural, if any) asks for what the original asks for."""
    original, translation = entry.key.plural or entry.key.text, entry.translations[-1]
    return set(PLACEHOLDER.findall(original)) == set(PLACEHOLDER.findall(translation))


if __name__ == "__main__":
    sys.exit(main())
