"""Find a municipality or a service among a few hundred, by what people type.

Everything is in memory: each entry carries its names as one string per way of reading them,
so that a test is one look-up of a piece of text.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from mydimos.directory.words import fold, on_greek_keys, slips, sound_key, stem_key

LONGEST_QUERY = 80
SHORTEST_WITH_SLIP = 5

# Words that say nothing about which one is meant.
_GREEK_FILLERS = "δημοσ δημου δημο δημαρχειο ο η το οι τα του τησ των τον την στο στον στη στην στα"
_OTHER_FILLERS = "σε για και με απο dimos dimou dimo dhmos municipality of the for and a in"
_FILLERS = frozenset(f"{_GREEK_FILLERS} {_OTHER_FILLERS}".split())


@dataclass(frozen=True)
class Entry:
    """Something that can be found.

    `names` are what it is called, the first one is shown and sorted by; `also` are other words
    that lead to it; `size` decides between equals (inhabitants; for services any weight).
    """

    key: str
    names: tuple[str, ...]
    also: tuple[str, ...] = ()
    size: int = 0

    @cached_property
    def called(self) -> str:
        return _lines(map(_spelt, self.names))

    @cached_property
    def written(self) -> str:
        return _lines(map(_spelt, self.names + self.also))

    @cached_property
    def sounds_called(self) -> str:
        return _lines(sound_key(_spelt(name)) for name in self.names)

    @cached_property
    def sounds(self) -> str:
        return _lines(sound_key(_spelt(name)) for name in self.names + self.also)

    @cached_property
    def stems(self) -> str:
        return _lines(map(stem_key, self._sound_lines))

    @cached_property
    def near(self) -> frozenset[str]:
        """Every slip of every name, and of every word long enough to be told from others."""
        words = {word for line in self._sound_lines for word in line.split()}
        long_words = {word for word in words if len(word) >= SHORTEST_WITH_SLIP}
        return frozenset[str]().union(*map(slips, long_words.union(self._sound_lines)))

    @cached_property
    def order(self) -> tuple[int, str]:
        return -self.size, fold(self.names[0])

    @property
    def _sound_lines(self) -> list[str]:
        return [line.strip() for line in self.sounds.split("\t") if line.strip()]


def rank(query: str, entries: Iterable[Entry], limit: int = 10) -> list[Entry]:
    """Return the entries that the query means, the likeliest first, at most `limit`.

    Exact names come before beginnings of names, these before words inside names, these before
    what only sounds alike. Keys of the wrong alphabet and single slips are tried only when
    nothing else is found. Equals: the larger first, then by name.
    """
    entries = list(entries)
    query = query[:LONGEST_QUERY]
    found = (
        _matching(query, entries)
        or _matching(on_greek_keys(query), entries)
        or _nearly_matching(query, entries)
    )
    found.sort(key=lambda hit: (hit[0], *hit[1].order))
    return [entry for _, entry in found[:limit]]


def _matching(query: str, entries: list[Entry]) -> list[tuple[int, Entry]]:
    spelt = _spelt(query)
    if not spelt:
        return []
    tests = [(attrgetter(field), needles) for field, needles in _tests(spelt)]
    found = []
    for entry in entries:
        for tier, (read, needles) in enumerate(tests):
            text = read(entry)
            if all(needle in text for needle in needles):
                found.append((tier, entry))
                break
    return found


def _tests(spelt: str) -> list[tuple[str, list[str]]]:
    """Return what to look for and where, the best kind of match first."""
    sound = sound_key(spelt)
    stem = stem_key(sound)
    exact, words = "\t {} \t", " {}"
    tests = [
        ("called", [exact.format(spelt)]),
        ("written", [exact.format(spelt)]),
    ]
    if len(sound) >= 3:
        tests.append(("sounds_called", [exact.format(sound)]))
    tests += [
        ("called", [f"\t {spelt}"]),
        ("written", [words.format(spelt)]),
        ("written", [words.format(word) for word in spelt.split()]),
    ]
    if len(sound) >= 3:
        tests += [
            ("sounds", [exact.format(sound)]),
            ("stems", [exact.format(stem)]),
            ("sounds_called", [f"\t {sound}"]),
            ("sounds", [words.format(word) for word in sound.split()]),
            ("stems", [words.format(word) for word in stem.split()]),
        ]
    return tests


def _nearly_matching(query: str, entries: list[Entry]) -> list[tuple[int, Entry]]:
    """Forgive one slip: in the whole, or in each long word."""
    spelt = _spelt(query)
    if len(spelt) < SHORTEST_WITH_SLIP:
        return []
    sound = sound_key(spelt)
    whole, words = slips(sound), [(f" {word}", slips(word)) for word in sound.split()]
    return [
        (0, entry)
        for entry in entries
        if not entry.near.isdisjoint(whole)
        or all(word in entry.sounds or not entry.near.isdisjoint(near) for word, near in words)
    ]


def _spelt(text: str) -> str:
    folded = fold(text)
    return " ".join(word for word in folded.split() if word not in _FILLERS) or folded


def _lines(names: Iterable[str]) -> str:
    return "".join(f"\t {name} \t" for name in names)
