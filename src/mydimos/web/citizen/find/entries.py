"""What search finds things by: their names and other words for them, in both languages."""

from functools import lru_cache

from mydimos.directory.models import CatalogueService, Municipality, Service
from mydimos.directory.not_municipal import NotMunicipal
from mydimos.greek.search import Entry


def municipality_entry(row: Municipality) -> Entry:
    """Found by its names, its seat, former municipalities and towns in it."""
    names = (row.short_el, row.name_el, row.short_en, row.name_en)
    also = (row.seat_el, *row.also_el, row.seat_en, *row.also_en)
    return _entry(row.slug, names, also, row.population)


def catalogue_entry(row: CatalogueService) -> Entry:
    """Found by its names, its synonyms and its thematic field; common ones come first."""
    also = (*row.synonyms_el, *row.synonyms_en, row.category.name_el, row.category.name_en)
    return _entry(row.slug, (row.name_el, row.name_en), also, int(row.is_common))


def service_entry(row: Service) -> Entry:
    """Found by its names, its synonyms, its thematic field and its department."""
    also = (
        *row.synonyms_el,
        *row.synonyms_en,
        *(row.category.name_el, row.category.name_en),
        *(row.department.name_el, row.department.name_en),
    )
    return _entry(row.slug, (row.name_el, row.name_en), also, 0)


def not_municipal_entry(row: NotMunicipal) -> Entry:
    """Found by the words that people use for it."""
    return _entry(row.code, row.words, (), 0)


# An entry keeps the keys that it is found by, so the same row must lead to the same entry.
@lru_cache(maxsize=4096)
def _entry(key: str, names: tuple[str, ...], also: tuple[str, ...], size: int) -> Entry:
    return Entry(key, tuple(filter(None, names)), tuple(filter(None, also)), size)
