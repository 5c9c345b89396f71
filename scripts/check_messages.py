"""Translations are complete: nothing missing, doubtful or unused, no placeholder lost."""

# ruff: noqa: INP001, T201 - a script that reports

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog, Message
from django.conf import settings

from mydimos.web.ui.messages import collected, key, read, texts, translations

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "mydimos"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def main() -> int:
    """0 when all is well, else 1 with one line for each text."""
    settings.configure(USE_I18N=False)  # templates are taken apart, not shown
    template = collected(PACKAGE)
    catalogues = sorted(PACKAGE.glob("locale/*/LC_MESSAGES/*.po"))
    found = sorted(problem for file in catalogues for problem in problems(read(file), template))
    print("\n".join(found) or "Messages are complete.")
    return 1 if found or not catalogues else 0


def problems(catalog: Catalog, template: Catalog) -> Iterator[str]:
    """What is wrong with a catalogue; `make fix` mends the first two kinds but for the words."""
    known = {key(message): message for message in texts(catalog)}
    said = {key(message) for message in texts(template)}
    for text in said - set(known):
        yield f"{catalog.locale}: missing: {text[0]!r}"
    for text in set(known) - said:
        yield f"{catalog.locale}: no longer said: {text[0]!r}"
    for text in said & set(known):
        if problem := problem_of(known[text]):
            yield f"{catalog.locale}: {problem}: {text[0]!r}"


def problem_of(message: Message) -> str:
    """What is wrong with a translation; empty if nothing."""
    if not all(translations(message)):
        return "not translated"
    if message.fuzzy:
        return "the English has changed: look at the translation and remove the mark fuzzy"
    return "" if keeps_placeholders(message) else "other placeholders"


def keeps_placeholders(message: Message) -> bool:
    """Whether the last form (the plural, if any) has the placeholders of the original."""
    text, plural, _context = key(message)
    original, translation = plural or text, translations(message)[-1]
    return set(PLACEHOLDER.findall(original)) == set(PLACEHOLDER.findall(translation))


if __name__ == "__main__":
    sys.exit(main())
