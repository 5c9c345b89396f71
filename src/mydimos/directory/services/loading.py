"""Taking over the data files of the code book: municipalities, and the catalogue of services."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction

from mydimos.directory.models import (
    CatalogueService,
    Municipality,
    Region,
    RegionalUnit,
    ServiceCategory,
)
from mydimos.directory.reference_data import read, several
from mydimos.directory.services.services import ADOPTED_COLUMNS

NAMES = ["name_el", "name_en"]

MUNICIPALITY_COLUMNS = [
    *NAMES, "slug", "short_el", "short_en", "seat_el", "seat_en", "also_el", "also_en",
    "unit", "population",
]  # fmt: skip
"""What the code book knows of a municipality. The other columns are the municipality's own."""

CATALOGUE_COLUMNS = [*ADOPTED_COLUMNS, "category", "channels", "duration", "is_common"]


@transaction.atomic
def load_municipalities(
    *,
    regions: Iterable[dict[str, str]] | None = None,
    units: Iterable[dict[str, str]] | None = None,
    municipalities: Iterable[dict[str, str]] | None = None,
) -> int:
    """Take the 332 municipalities over from the code book; return how many it has.

    Rows are those of the files in `data/` unless others are given. What a municipality owns (its
    phone, its colour, the day it opened) is never touched, and nothing is deleted.
    """
    _upsert(
        [Region(**row) for row in regions or read("regions.csv")],
        keys=["code"],
        columns=NAMES,
    )
    _upsert(
        [_unit(row) for row in units or read("regional_units.csv")],
        keys=["code"],
        columns=[*NAMES, "region"],
    )
    rows = [_municipality(row) for row in municipalities or read("municipalities.csv")]
    _upsert(rows, keys=["code"], columns=MUNICIPALITY_COLUMNS)
    return len(rows)


@transaction.atomic
def load_catalogue(
    *,
    categories: Iterable[dict[str, str]] | None = None,
    services: Iterable[dict[str, str]] | None = None,
) -> int:
    """Take the national catalogue over from the code book; return how many services it has.

    Rows are those of the files in `data/` unless others are given. Services that municipalities
    have adopted are theirs and stay as they are.
    """
    fields = [_category(row) for row in categories or read("categories.csv")]
    _upsert(fields, keys=["municipality", "code"], columns=[*NAMES, "position"])
    by_code = {field.code: field for field in ServiceCategory.objects.filter(municipality=None)}
    rows = [_template(row, by_code) for row in services or read("services.csv")]
    _upsert(rows, keys=["code"], columns=CATALOGUE_COLUMNS)
    return len(rows)


def _upsert(rows: list[Any], *, keys: list[str], columns: list[str]) -> None:
    type(rows[0]).objects.bulk_create(
        rows, update_conflicts=True, unique_fields=keys, update_fields=columns
    )


def _unit(row: dict[str, str]) -> RegionalUnit:
    return RegionalUnit(
        code=row["code"],
        name_el=row["name_el"],
        name_en=row["name_en"],
        region_id=row["region_code"],
    )


def _municipality(row: dict[str, str]) -> Municipality:
    plain = ("code", "slug", *NAMES, "short_el", "short_en", "seat_el", "seat_en")
    return Municipality(
        **{column: row[column] for column in plain},
        also_el=several(row["also_el"]),
        also_en=several(row["also_en"]),
        unit_id=row["regional_unit_code"],
        population=int(row["population"]),
    )


def _category(row: dict[str, str]) -> ServiceCategory:
    return ServiceCategory(
        code=row["code"],
        name_el=row["name_el"],
        name_en=row["name_en"],
        position=int(row["position"]),
    )


def _template(row: dict[str, str], categories: dict[str, ServiceCategory]) -> CatalogueService:
    plain = ("code", "slug", *NAMES, "description_el", "description_en", "mitos_id")
    return CatalogueService(
        **{column: row[column] for column in plain},
        category=categories[row["category"]],
        synonyms_el=several(row["synonyms_el"]),
        synonyms_en=several(row["synonyms_en"]),
        channels=several(row["channels"]),
        duration=timedelta(minutes=int(row["minutes"])),
        documents_el=several(row["documents_el"]),
        documents_en=several(row["documents_en"]),
        is_common=_yes(row["common"]),
        is_special_category=_yes(row["special"]),
        for_companies=_yes(row["companies"]),
    )


def _yes(value: str) -> bool:
    return value == "1"
