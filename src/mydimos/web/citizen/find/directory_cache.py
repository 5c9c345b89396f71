"""Municipalities and the catalogue of services, cached for a minute and searched in memory."""

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from time import monotonic

from django.utils.translation import get_language

from mydimos.directory import queries
from mydimos.directory.models import CatalogueService, Municipality, Region, RegionalUnit, Service
from mydimos.directory.not_municipal import NotMunicipal, not_municipal
from mydimos.greek.search import (
    Entry,
    places_in,
    rank,
    rank_by_words,
    rank_exactly,
    rank_with_slip,
)
from mydimos.greek.spelling import fold, sound_key
from mydimos.web.citizen.find.entries import (
    catalogue_entry,
    municipality_entry,
    not_municipal_entry,
    service_entry,
)

MOST_RESULTS = 12
KEPT = 60.0  # seconds
AREA = 3  # digits of a postcode that neighbours share

_POSTCODE = re.compile(r"\s*(\d{3})\s*(\d{2})\s*")

Regions = list[tuple[Region, list["Unit"]]]


@dataclass(frozen=True)
class Unit:
    """A regional unit and its municipalities, sorted by their short names."""

    unit: RegionalUnit
    municipalities: list[Municipality]


@dataclass(frozen=True)
class Hit:
    """A municipality that was found, and the other name by which it was; may be empty."""

    municipality: Municipality
    known_as: str


@dataclass(frozen=True)
class Found:
    """What a query means, best first."""

    municipalities: list[Hit] = field(default_factory=list)
    services: list[CatalogueService] = field(default_factory=list)
    not_municipal: list[NotMunicipal] = field(default_factory=list)
    # The municipality that the query names together with a service.
    place: Hit | None = None


class DirectoryCache:
    """All municipalities and all services of the catalogue, as read at one moment."""

    def __init__(self) -> None:
        self.municipalities = {row.slug: row for row in queries.municipalities()}
        self.services = {row.slug: row for row in queries.catalogue()}
        self._postcodes = queries.office_postcodes()
        self._regions: dict[str | None, Regions] = {}

    @property
    def regions(self) -> Regions:
        """Regions and their units, sorted in the language of the reader."""
        language = get_language()
        if language not in self._regions:
            self._regions[language] = by_region(list(self.municipalities.values()))
        return self._regions[language]

    def find(self, query: str) -> Found:
        """What a query means: municipalities, services, a service in a municipality, a postcode.

        Towns and services are ranked together: a typing error is forgiven only when neither has the
        word itself. A word that is nowhere does not hide what the others find.
        """
        if postcode := _POSTCODE.fullmatch(query):
            return Found([Hit(row, "") for row in self._near("".join(postcode.groups()))])
        towns = {municipality_entry(row): row for row in self.municipalities.values()}
        things: dict[Entry, CatalogueService | NotMunicipal] = {
            catalogue_entry(row): row for row in self.services.values()
        }
        things |= {not_municipal_entry(row): row for row in not_municipal()}
        everything = {**towns, **things}
        if exact := rank_exactly(query, everything, limit=len(everything)):
            return _found(query, [everything[entry] for entry in exact])
        named_towns = list(places_in(query, towns))
        for town, named, rest in named_towns:
            limit = len(things)
            if inside := rank_exactly(rest, things, limit) or rank_by_words(rest, things, limit):
                found = _found(rest, [things[entry] for entry in inside])
                return replace(found, place=_hit(named, towns[town]))
        near = rank_with_slip(query, everything) or rank_by_words(query, things)
        return _found(
            query, [everything[entry] for entry in near or [town for town, _, _ in named_towns[:1]]]
        )

    def _near(self, postcode: str) -> list[Municipality]:
        """The municipalities with an office of that postcode, else with one of its area."""
        rows = {row.code: row for row in self.municipalities.values()}
        for digits in (postcode, postcode[:AREA]):
            codes = {code for code, known in self._postcodes if known.startswith(digits)}
            if codes:
                return sorted(map(rows.__getitem__, codes), key=lambda row: -row.population)
        return []

    def find_municipalities(self, query: str, limit: int = MOST_RESULTS) -> list[Hit]:
        """The municipalities that match a query, best first."""
        entries = [municipality_entry(row) for row in self.municipalities.values()]
        return [_hit(query, self.municipalities[one.key]) for one in rank(query, entries, limit)]


def directory_cache() -> DirectoryCache:
    """The cache of this process, read again when it is older than a minute."""
    read_at, known = _memory.get("directory", (0.0, None))
    if known is None or monotonic() - read_at >= KEPT:
        known = DirectoryCache()
        _memory["directory"] = (monotonic(), known)
    return known


def forget_directory_cache() -> None:
    """Empty the cache."""
    _memory.clear()


def by_region(municipalities: list[Municipality]) -> Regions:
    """Group by region and regional unit, each sorted by name."""
    units: dict[Region, dict[RegionalUnit, list[Municipality]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for row in sorted(municipalities, key=lambda row: fold(row.short)):
        units[row.unit.region][row.unit].append(row)
    return [
        (region, [Unit(unit, inside) for unit, inside in sorted(of.items(), key=_by_name)])
        for region, of in sorted(units.items(), key=_by_name)
    ]


def find_services(query: str, services: list[Service]) -> list[Service]:
    """Those of the given services that match a query, best first."""
    by_slug = {row.slug: row for row in services}
    entries, limit = list(map(service_entry, services)), len(services)
    found = rank(query, entries, limit) or rank_by_words(query, entries, limit)
    return [by_slug[entry.key] for entry in found]


_memory: dict[str, tuple[float, DirectoryCache]] = {}


def _found(query: str, rows: list[Municipality | CatalogueService | NotMunicipal]) -> Found:
    services = [row for row in rows if isinstance(row, CatalogueService)]
    # Another authority's matter is named where it fits better than every service of ours.
    better = rows[: rows.index(services[0])] if services else rows
    return Found(
        [_hit(query, row) for row in rows if isinstance(row, Municipality)][:MOST_RESULTS],
        services[:MOST_RESULTS],
        [row for row in better if isinstance(row, NotMunicipal)][:MOST_RESULTS],
    )


def _hit(query: str, row: Municipality) -> Hit:
    """«Καλαμάκι» leads to Άλιμος: unless the list says so, it looks like a mistake."""
    heard = sound_key(query)
    if any(heard in sound_key(name) for name in (row.short_el, row.name_el, row.short_en)):
        return Hit(row, "")
    in_english = get_language() == "en"
    own, other = (row.also_en, row.also_el) if in_english else (row.also_el, row.also_en)
    others = [row.said("seat"), *own, *other]
    like_it = [name for name in others if heard in sound_key(name)]
    exactly = [name for name in like_it if heard == sound_key(name)]
    return Hit(row, next(iter(exactly + like_it), ""))


def _by_name(item: tuple[Region | RegionalUnit, object]) -> str:
    return fold(item[0].name)
