"""Translations without the gettext programs: collected by Babel, compiled for Django.

The .po files name the sources of each text, without line numbers, and are in the order of the
English texts: two people's changes seldom meet.
"""

from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from os import getpid
from pathlib import Path
from typing import IO, Any

from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

# What Django adds to gettext: the positions of text, plural and context ("c") among the arguments.
KEYWORDS: dict[str, Any] = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
TEMPLATES = "mydimos.web.ui.messages:extract_template"
SOURCES = [("**.py", "python"), ("**.html", TEMPLATES), ("**.txt", TEMPLATES)]

# Babel's own header holds dates, which differ each time.
HEADER = """\
#
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def collected(folder: Path) -> Catalog:
    """Every text of the programs and templates in a folder, untranslated."""
    catalog = Catalog()
    for name, _line, text, _comments, context in extract_from_dir(
        folder, SOURCES, keywords=KEYWORDS
    ):
        catalog.add(text, locations=[(name, None)], context=context)  # type: ignore[list-item]
    return catalog


def extract_template(
    fileobj: IO[bytes],
    keywords: Mapping[str, Any],
    comment_tags: Collection[str],
    options: Mapping[str, Any],  # noqa: ARG001 (Babel gives it)
) -> Iterator[tuple[Any, ...]]:
    """The texts of a template, as Babel takes them: Django turns it into calls of gettext."""
    lines = templatize(fileobj.read().decode()).splitlines()
    program = "\n".join(line.strip() for line in lines)  # indentation means nothing here
    yield from extract_python(BytesIO(program.encode()), keywords, comment_tags, {})


def read(path: Path) -> Catalog:
    """The catalogue in a .po file."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def write(path: Path, catalog: Catalog) -> None:
    """Write a catalogue, without the texts that are no longer in the sources."""
    ordered = Catalog(locale=path.parts[-3])
    for message in sorted(texts(catalog), key=_order):
        ordered[message.id] = message
    written = BytesIO()
    write_po(
        written, ordered, width=0, omit_header=True, include_lineno=False, include_previous=True
    )
    header = HEADER.format(language=path.parts[-3])
    path.write_text(f"{header}{written.getvalue().decode().strip()}\n", encoding="utf-8")


def compile_po(path: Path) -> Path:
    """Write the .mo beside a .po and return its path. A reader sees the old one or the new one."""
    target = path.with_suffix(".mo")
    unfinished = target.with_suffix(f".{getpid()}.new")
    with unfinished.open("wb") as file:
        write_mo(file, read(path))
    unfinished.replace(target)
    return target


def texts(catalog: Catalog) -> Iterator[Message]:
    """The entries of a catalogue but its header."""
    return (message for message in catalog if message.id)


def key(message: Message) -> tuple[str, str, str]:
    """What tells an entry from others: its English text, the plural, the context."""
    text, plural = message.id if isinstance(message.id, tuple) else (message.id, "")
    return str(text), str(plural), message.context or ""


def translations(message: Message) -> tuple[str, ...]:
    """The translation, or one for each number; empty ones are missing."""
    found = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return tuple(str(text or "") for text in found)


def _order(message: Message) -> tuple[str, tuple[str, str, str]]:
    return key(message)[0].casefold(), key(message)
