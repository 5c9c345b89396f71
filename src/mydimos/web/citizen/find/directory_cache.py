"""Municipalities and the catalogue of services, cached for a minute and searched in memory."""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from time import monotonic

from django.utils.translation import get_language

from mydimos.directory import queries
from mydimos.directory.models import CatalogueService, Municipality, Region, RegionalUnit, Service
from mydimos.greek.search import Entry, rank
from mydimos.greek.spelling import fold, sound_key

MOST_RESULTS = 12
KEPT = 60.0  # seconds


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


class DirectoryCache:
    """All municipalities and all services of the catalogue, as read at one moment."""

    def __init__(self) -> None:
        self.municipalities = {row.slug: row for row in queries.municipalities()}
        self.services = {row.slug: row for row in queries.catalogue()}
        self._regions: dict[str | None, Regions] = {}

    @property
    def regions(self) -> Regions:
        """Regions and their units, sorted in the language of the reader."""
        language = get_language()
        if language not in self._regions:
            self._regions[language] = by_region(list(self.municipalities.values()))
        return self._regions[language]

    def find(self, query: str) -> tuple[list[Hit], list[CatalogueService]]:
        """The municipalities and services that match a query, best first.

        Ranked together: a typing error is forgiven only when neither kind has the word itself.
        """
        towns = {_municipality_entry(row): row for row in self.municipalities.values()}
        services = {service_entry(row): row for row in self.services.values()}
        found = rank(query, [*towns, *services], limit=len(towns) + len(services))
        return (
            [_hit(query, towns[entry]) for entry in found if entry in towns][:MOST_RESULTS],
            [services[entry] for entry in found if entry in services][:MOST_RESULTS],
        )

    def find_municipalities(self, query: str, limit: int = MOST_RESULTS) -> list[Hit]:
        """The municipalities that match a query, best first."""
        entries = [_municipality_entry(row) for row in self.municipalities.values()]
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


def service_entry(row: CatalogueService | Service) -> Entry:
    """The search entry of a service: its names and synonyms in both languages."""
    also = (*row.synonyms_el, *row.synonyms_en)
    return _entry(row.slug, (row.name_el, row.name_en), also, 0)


def find_services(query: str, services: list[Service]) -> list[Service]:
    """Those of the given services that match a query, best first."""
    by_slug = {row.slug: row for row in services}
    found = rank(query, map(service_entry, services), limit=len(services))
    return [by_slug[entry.key] for entry in found]


_memory: dict[str, tuple[float, DirectoryCache]] = {}


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


def _municipality_entry(row: Municipality) -> Entry:
    names = (row.short_el, row.name_el, row.short_en, row.name_en)
    also = (row.seat_el, *row.also_el, row.seat_en, *row.also_en)
    return _entry(row.slug, names, also, row.population)


# An entry keeps the keys that it is found by, so the same row must lead to the same entry.
@lru_cache(maxsize=4096)
def _entry(key: str, names: tuple[str, ...], also: tuple[str, ...], size: int) -> Entry:
    return Entry(key, tuple(filter(None, names)), tuple(filter(None, also)), size)


def _by_name(item: tuple[Region | RegionalUnit, object]) -> str:
    return fold(item[0].name)
