"""Reads and writes catalogues of translations: .po for people, .mo for Django."""

from collections.abc import Iterable
from dataclasses import dataclass
from os import getpid
from pathlib import Path
from typing import NamedTuple

import polib  # type: ignore[import-untyped]


class Key(NamedTuple):
    """What is translated: English words, their plural, the context that tells them apart."""

    text: str
    plural: str = ""
    context: str = ""


@dataclass(frozen=True)
class Entry:
    """The translations of one key: one, or one for each number; empty ones are missing."""

    key: Key
    translations: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        return bool(self.translations) and all(self.translations)


def read_po(path: Path) -> dict[Key, Entry]:
    """Every entry of a .po file but its header."""
    return {entry.key: entry for entry in map(_read, polib.pofile(str(path)))}


def write_po(path: Path, entries: Iterable[Entry], language: str) -> None:
    """Write entries in the order of their keys, so that two people's changes seldom meet."""
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    file.extend(
        map(_written, sorted(entries, key=lambda entry: (entry.key.text.casefold(), entry.key)))
    )
    path.write_text(str(file) + "\n", encoding="utf-8")


def compile_po(path: Path) -> Path:
    """Write the .mo beside a .po and return its path. A reader sees the old one or the new one."""
    target = path.with_suffix(".mo")
    unfinished = target.with_suffix(f".{getpid()}.new")
    polib.pofile(str(path)).save_as_mofile(str(unfinished))
    unfinished.replace(target)
    return target


def _read(entry: polib.POEntry) -> Entry:
    key = Key(entry.msgid, entry.msgid_plural or "", entry.msgctxt or "")
    plurals = tuple(text for _, text in sorted(entry.msgstr_plural.items()))
    return Entry(key, plurals if key.plural else (entry.msgstr,))


def _written(entry: Entry) -> polib.POEntry:
    key = entry.key
    many = dict(enumerate(entry.translations)) if key.plural else None
    return polib.POEntry(
        msgid=key.text,
        msgid_plural=key.plural,
        msgctxt=key.context or None,
        msgstr="" if many else entry.translations[0],
        msgstr_plural=many,
    )
