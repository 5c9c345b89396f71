"""Find a municipality or a service among a few hundred, by what people type.

Everything is in memory: each entry carries its names as one text per way of reading them,
so that a test is one look-up of a piece of text.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import NamedTuple

from mydimos.greek.spelling import fold, on_greek_keys, one_slip_apart, sound_key, stem_key

LONGEST_QUERY = 80
SHORTEST_FOR_SOUND = 3
SHORTEST_FOR_SLIP = 5
SHORTEST_BEGINNING = 5  # of a word whose ending differs: αναπήρων, αναπηρικό
LONGEST_PLACE = 5  # words

IN_A_NAME = 1.5  # how much more a word counts in what something is called than in its other words
CLOSE_TO_BEST = 0.6  # what has less than this part of the best score is not meant

# Words that do not tell municipalities or services apart.
_GREEK_FILLERS = "δημοσ δημου δημο δημαρχειο ο η το οι τα του τησ των τον την στο στον στη στην στα"
_OTHER_FILLERS = "σε για και με απο να θελω dimos dimou dimo dhmos municipality of the for and a in"
_SENTENCE_FILLERS = (
    "μου μασ σασ εχω ειμαι θα πωσ που κανω χρειαζομαι πρεπει my i get need want to how"
)
_FILLERS = frozenset(f"{_GREEK_FILLERS} {_OTHER_FILLERS} {_SENTENCE_FILLERS}".split())


class Reading(NamedTuple):
    """The names of an entry, read in each way: every name between tabs, blanks around words."""

    called: str
    written: str
    sounds_called: str
    sounds: str
    stems_called: str
    stems: str


@dataclass(frozen=True)
class Entry:
    """Something that can be found.

    `names` are what it is called (the first is shown, and sorted by); `also` are other words
    that lead to it; `size` decides between equals (inhabitants; for services any weight).
    """

    key: str
    names: tuple[str, ...]
    also: tuple[str, ...] = ()
    size: int = 0

    @cached_property
    def reading(self) -> Reading:
        written = [_spelt(name) for name in self.names + self.also]
        sounds = [sound_key(name) for name in written]
        stems = [stem_key(sound) for sound in sounds]
        own = slice(len(self.names))
        return Reading(
            called=_lines(written[own]),
            written=_lines(written),
            sounds_called=_lines(sounds[own]),
            sounds=_lines(sounds),
            stems_called=_lines(stems[own]),
            stems=_lines(stems),
        )

    @cached_property
    def sounds(self) -> frozenset[str]:
        """Every name as it sounds, and every word in one that is long enough to be a name."""
        names = {sound_key(_spelt(name)) for name in self.names + self.also}
        words = {word for name in names for word in name.split()}
        return frozenset(names.union(word for word in words if len(word) >= SHORTEST_FOR_SLIP))

    @cached_property
    def order(self) -> tuple[int, str]:
        return -self.size, fold(self.names[0])


_CALLED, _WRITTEN, _SOUNDS_CALLED, _SOUNDS, _STEMS_CALLED, _STEMS = range(6)


class _Test(NamedTuple):
    """Pieces of text that must all be there, in one reading."""

    reading: int
    piece: str
    others: tuple[str, ...] = ()

    def passes(self, reading: Reading) -> bool:
        text = reading[self.reading]
        return self.piece in text and all(piece in text for piece in self.others)


def rank(query: str, entries: Iterable[Entry], limit: int = 10) -> list[Entry]:
    """Return the entries that the query means, the likeliest first, at most `limit`.

    What is called so comes before what begins so, then what has a word that begins so, then what
    sounds so or is another form of the word. Keys of the wrong alphabet and single slips are
    tried only when nothing else is found. Equals: the larger first, then by name.
    """
    entries = list(entries)
    return rank_exactly(query, entries, limit) or rank_with_slip(query, entries, limit)


def rank_exactly(query: str, entries: Iterable[Entry], limit: int = 10) -> list[Entry]:
    """Return what `rank` returns, without forgiving slips."""
    entries = list(entries)
    query = query[:LONGEST_QUERY]
    on_other_keys = on_greek_keys(query)
    found = _matching(query, entries)
    if not found and on_other_keys != query:
        found = _matching(on_other_keys, entries)
    found.sort(key=lambda hit: (hit[0], *hit[1].order))
    return [entry for _, entry in found[:limit]]


def rank_with_slip(query: str, entries: Iterable[Entry], limit: int = 10) -> list[Entry]:
    """Return the entries from which the query differs by one slip, the larger first."""
    found = _nearly_matching(query[:LONGEST_QUERY], list(entries))
    return sorted(found, key=lambda entry: entry.order)[:limit]


def rank_by_words(query: str, entries: Iterable[Entry], limit: int = 10) -> list[Entry]:
    """Return the entries that share most with the query, word by word.

    For sentences: a word that is in no entry does not matter, and one that is in few counts more.
    """
    entries = list(entries)
    scores = [0.0] * len(entries)
    for word in _spelt(query[:LONGEST_QUERY]).split():
        having = _having(word, entries)
        for number, weight in having:
            scores[number] += weight * log((len(entries) + 1) / len(having))
    least = max(scores, default=0.0) * CLOSE_TO_BEST
    found = [
        (-score, entry.order, entry)
        for score, entry in zip(scores, entries, strict=True)
        if score and score >= least
    ]
    return [entry for _, _, entry in sorted(found, key=lambda hit: hit[:2])[:limit]]


def places_in(query: str, places: Iterable[Entry]) -> Iterator[tuple[Entry, str, str]]:
    """Yield each place that some words of the query name in full, those words, and the others.

    «ληξιαρχείο Αθήνας» is Αθήνα with «ληξιαρχειο». The longest names come first.
    """
    if not (places := list(places)):
        return
    # One look-up in the names of all places together tells whether any can have the words.
    everywhere = Reading(
        *("".join(texts) for texts in zip(*(one.reading for one in places), strict=True))
    )
    words = _spelt(query[:LONGEST_QUERY]).split()
    for length in range(min(LONGEST_PLACE, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            named = " ".join(words[start : start + length])
            rest = " ".join(words[:start] + words[start + length :])
            for place in _called(named, places, everywhere):
                yield place, named, rest


def _matching(query: str, entries: list[Entry]) -> list[tuple[int, Entry]]:
    """Return each entry that passes a test, with the number of the first one it passes."""
    spelt = _spelt(query)
    tests = _tests(spelt) if spelt else []
    found = []
    for entry in entries:
        reading = entry.reading
        for number, test in enumerate(tests):
            if test.passes(reading):
                found.append((number, entry))
                break
    return found


def _tests(spelt: str) -> list[_Test]:
    """Return what to look for and where, the best kind of match first."""
    sound = sound_key(spelt)
    tests = [
        (0, _Test(_CALLED, f"\t {spelt} \t")),
        (1, _Test(_WRITTEN, f"\t {spelt} \t")),
        (3, _Test(_CALLED, f"\t {spelt}")),
        (5, _Test(_CALLED, f" {spelt}")),
        (6, _Test(_WRITTEN, f" {spelt}")),
        (7, _Test(_WRITTEN, *_beginnings(spelt))),
    ]
    if len(sound) >= SHORTEST_FOR_SOUND:
        tests += _sound_tests(sound, stem_key(sound))
    return [test for _, test in sorted(tests)]


def _sound_tests(sound: str, stem: str) -> list[tuple[int, _Test]]:
    return [
        (2, _Test(_SOUNDS_CALLED, f"\t {sound} \t")),
        (4, _Test(_STEMS_CALLED, f"\t {stem} \t")),
        (8, _Test(_SOUNDS, f"\t {sound} \t")),
        (9, _Test(_STEMS, f"\t {stem} \t")),
        (10, _Test(_SOUNDS, f" {sound}")),
        (11, _Test(_SOUNDS, *_beginnings(sound))),
        (12, _Test(_STEMS, f" {stem} ")),
        (13, _Test(_STEMS, *_wholes(stem))),
    ]


def _called(name: str, entries: list[Entry], everywhere: Reading) -> list[Entry]:
    """Return the entries one of whose names this is, in the order of `rank`."""
    if len(sound_key(name)) < SHORTEST_FOR_SOUND:
        return []
    whole = [test for test in _tests(name) if test.piece.endswith("\t")]
    whole = [test for test in whole if test.passes(everywhere)]
    found = [
        (number, *entry.order, entry)
        for entry in entries
        for number, test in enumerate(whole)
        if test.passes(entry.reading)
    ]
    first = sorted(found, key=lambda hit: hit[:3])
    return list(dict.fromkeys(entry for *_, entry in first))


def _having(word: str, entries: list[Entry]) -> list[tuple[int, float]]:
    """Return the numbers of the entries that have a word, and how much it counts in each."""
    sound = sound_key(word)
    stem = stem_key(sound)
    ways = [(_CALLED, _WRITTEN, f" {word}" if len(word) >= SHORTEST_FOR_SOUND else f" {word} ")]
    if len(sound) >= SHORTEST_FOR_SOUND:
        ways += [(_SOUNDS_CALLED, _SOUNDS, f" {sound}"), (_STEMS_CALLED, _STEMS, f" {stem} ")]
    if len(stem) >= SHORTEST_BEGINNING:
        ways.append((_SOUNDS_CALLED, _SOUNDS, f" {stem}"))
    found = []
    for number, entry in enumerate(entries):
        reading = entry.reading
        if any(piece in reading[called] for called, _, piece in ways):
            found.append((number, IN_A_NAME))
        elif any(piece in reading[all_words] for _, all_words, piece in ways):
            found.append((number, 1.0))
    if found or len(sound) < SHORTEST_FOR_SLIP:
        return found
    return [
        (number, 1.0)
        for number, entry in enumerate(entries)
        if any(one_slip_apart(sound, name) for name in entry.sounds)
    ]


def _beginnings(words: str) -> tuple[str, tuple[str, ...]]:
    first, *others = (f" {word}" for word in words.split())
    return first, tuple(others)


def _wholes(words: str) -> tuple[str, tuple[str, ...]]:
    first, *others = (f" {word} " for word in words.split())
    return first, tuple(others)


def _nearly_matching(query: str, entries: list[Entry]) -> list[Entry]:
    """Forgive one slip: in the whole, or in each long word."""
    sound = sound_key(_spelt(query))
    if len(sound) < SHORTEST_FOR_SLIP:
        return []
    return [entry for entry in entries if _is_near(sound, entry)]


def _is_near(sound: str, entry: Entry) -> bool:
    if any(one_slip_apart(sound, name) for name in entry.sounds):
        return True
    words = sound.split()
    return len(words) > 1 and all(
        f" {word}" in entry.reading.sounds
        or (
            len(word) >= SHORTEST_FOR_SLIP
            and any(one_slip_apart(word, name) for name in entry.sounds)
        )
        for word in words
    )


def _spelt(text: str) -> str:
    folded = fold(text)
    return " ".join(word for word in folded.split() if word not in _FILLERS) or folded


def _lines(names: Iterable[str]) -> str:
    return "".join(f"\t {name} \t" for name in names)
