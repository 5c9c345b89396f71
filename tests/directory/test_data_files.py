"""What comes with each release is complete and agrees with itself."""

import csv
import re
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from mydimos.directory import reference_data

DATA = Path(reference_data.__file__).parent / "data"
BUILT_LONG_AFTER = 2024  # a leap year: 29 February is a day

CHANNELS = {"in_person", "phone", "video"}
SPOKEN_AS_ONE_SYLLABLE = {"Νιος", "Τζια"}
VOWEL_GROUPS = re.compile(r"ου|αι|ει|οι|υι|αυ|ευ|ηυ|[αεηιουω]")


def read(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


MUNICIPALITIES = read("municipalities.csv")
UNITS = read("regional_units.csv")
REGIONS = read("regions.csv")
CATEGORIES = read("categories.csv")
SERVICES = read("services.csv")
HOLIDAYS = read("local_holidays.csv")
ALL_FILES = {path.name: read(path.name) for path in DATA.glob("*.csv")}

MAY_BE_BLANK = {"also_el", "also_en", "documents_el", "documents_en", "mitos_id"}


def values(rows: list[dict[str, str]], column: str) -> list[str]:
    return [row[column] for row in rows]


def parts(text: str) -> list[str]:
    return text.split("|") if text else []


@pytest.mark.parametrize("name", sorted(ALL_FILES))
def test_no_cell_is_blank_or_badly_typed(name: str) -> None:
    bad = [
        (row, column)
        for row in ALL_FILES[name]
        for column, cell in row.items()
        if (not cell and column not in MAY_BE_BLANK)
        or cell != unicodedata.normalize("NFC", " ".join(cell.split()))
        or any(not part.strip() or part != part.strip() for part in parts(cell))
    ]

    assert bad == []


@pytest.mark.parametrize("name", sorted(ALL_FILES))
def test_greek_columns_hold_no_latin_letters_that_look_greek(name: str) -> None:
    mixed = re.compile(r"[A-Za-z][Α-Ωα-ωΆ-Ώά-ώ]|[Α-Ωα-ωΆ-Ώά-ώ][A-Za-z]")
    cells = [cell for row in ALL_FILES[name] for cell in row.values()]

    assert [cell for cell in cells if mixed.search(cell)] == []


@pytest.mark.parametrize("name", sorted(ALL_FILES))
def test_english_columns_hold_no_greek(name: str) -> None:
    greek = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")
    cells = [row[column] for row in ALL_FILES[name] for column in row if column.endswith("_en")]

    assert [cell for cell in cells if greek.search(cell)] == []


def test_there_are_332_municipalities_in_74_units_and_13_regions() -> None:
    assert len(MUNICIPALITIES) == len(set(values(MUNICIPALITIES, "code"))) == 332
    assert len(UNITS) == len(set(values(UNITS, "code"))) == 74
    assert len(REGIONS) == len(set(values(REGIONS, "code"))) == 13


def test_every_municipality_lies_in_the_unit_that_its_code_begins_with() -> None:
    assert all(row["code"][:2] == row["regional_unit_code"] for row in MUNICIPALITIES)
    assert set(values(MUNICIPALITIES, "regional_unit_code")) == set(values(UNITS, "code"))
    assert set(values(UNITS, "region_code")) == set(values(REGIONS, "code"))


def test_the_people_of_all_municipalities_are_the_people_of_greece_in_2021() -> None:
    population = [int(number) for number in values(MUNICIPALITIES, "population")]

    assert min(population) > 100
    assert 10_400_000 < sum(population) < 10_500_000


def test_addresses_are_unique_and_easy_to_copy_from_a_poster() -> None:
    slugs = values(MUNICIPALITIES, "slug")

    assert len(set(slugs)) == 332
    assert [slug for slug in slugs if not re.fullmatch(r"[a-z]+(-[a-z]+)*", slug)] == []
    assert max(map(len, slugs)) <= 40


@pytest.mark.parametrize(
    "slug", ["athens", "thessaloniki", "patras", "piraeus", "rhodes", "kalamata"]
)
def test_well_known_towns_have_the_address_one_would_guess(slug: str) -> None:
    assert slug in values(MUNICIPALITIES, "slug")


def test_official_names_begin_with_what_they_are() -> None:
    assert all(row["name_el"].startswith("Δήμος ") for row in MUNICIPALITIES)
    assert all(row["name_en"].startswith("Municipality of ") for row in MUNICIPALITIES)


@pytest.mark.parametrize("column", ["name_el", "short_el", "seat_el", "also_el"])
def test_greek_place_names_carry_their_accents(column: str) -> None:
    words = [word for row in MUNICIPALITIES for word in re.split(r"[ |\-]+", row[column]) if word]

    assert [word for word in words if not has_its_accent(word)] == []


def test_no_municipality_lists_a_name_twice() -> None:
    for row in MUNICIPALITIES:
        names = [row["short_el"], *parts(row["also_el"])]
        assert max(Counter(names).values()) == 1, row["code"]


def test_there_are_62_services_in_16_fields() -> None:
    assert len(SERVICES) == len(set(values(SERVICES, "code"))) == 62
    assert len(CATEGORIES) == len(set(values(CATEGORIES, "code"))) == 16
    assert values(CATEGORIES, "position") == [str(number) for number in range(1, 17)]
    assert set(values(SERVICES, "category")) == set(values(CATEGORIES, "code"))


def test_services_have_addresses_of_their_own() -> None:
    slugs = values(SERVICES, "slug")

    assert len(set(slugs)) == 62
    assert [slug for slug in slugs if not re.fullmatch(r"[a-z]+(-[a-z]+)*", slug)] == []


def test_documents_are_as_many_in_english_as_in_greek() -> None:
    counts = {
        row["code"]: (len(parts(row["documents_el"])), len(parts(row["documents_en"])))
        for row in SERVICES
    }

    assert {code: count for code, count in counts.items() if count[0] != count[1]} == {}


def test_only_talks_and_information_need_no_documents() -> None:
    without = [row["code"] for row in SERVICES if not row["documents_el"]]

    assert without == ["KOI-28", "GEN-62"]


def test_channels_durations_and_marks_can_be_read() -> None:
    for row in SERVICES:
        assert parts(row["channels"])
        assert set(parts(row["channels"])) <= CHANNELS, row["code"]
        assert int(row["minutes"]) % 5 == 0
        assert {row["common"], row["special"], row["companies"]} <= {"0", "1"}
        assert re.fullmatch(r"(\d{6})?", row["mitos_id"])


def test_about_ten_services_are_common_and_reach_people_in_each_way() -> None:
    common = [row for row in SERVICES if row["common"] == "1"]

    assert 10 <= len(common) <= 12
    assert {channel for row in common for channel in parts(row["channels"])} == CHANNELS


def test_welfare_health_and_belief_are_never_named_in_a_subject() -> None:
    special = {row["code"] for row in SERVICES if row["special"] == "1"}
    welfare = {row["code"] for row in SERVICES if row["category"] == "KOI"}

    assert welfare < special
    assert {"ESO-36", "TEX-51", "LIX-16"} <= special
    assert "GEN-62" not in special


def test_descriptions_are_one_or_two_sentences() -> None:
    for row in SERVICES:
        for text in (row["description_el"], row["description_en"]):
            assert text.endswith("."), row["code"]
            assert len(text) <= 200, row["code"]


def test_local_holidays_are_days_of_municipalities_that_exist() -> None:
    assert set(values(HOLIDAYS, "municipality_code")) <= set(values(MUNICIPALITIES, "code"))
    for rule in values(HOLIDAYS, "rule"):
        if not re.fullmatch(r"easter[+-]\d+", rule):
            assert date.fromisoformat(f"{BUILT_LONG_AFTER}-{rule}") != date.min


def test_no_local_holiday_is_listed_twice() -> None:
    days = [(row["municipality_code"], row["rule"]) for row in HOLIDAYS]

    assert len(set(days)) == len(days)


def test_the_sources_are_credited() -> None:
    sources = (DATA / "SOURCE.md").read_text(encoding="utf-8")

    assert "Hellenic Statistical Authority (ELSTAT), Census 2021 provisional results" in sources
    assert "geodata.gov.gr via sourcegr/Kalikratis-GeoJSON (CC BY 3.0)" in sources


def has_its_accent(word: str) -> bool:
    """Greek writes one accent in each word of more than one syllable (Κως and Φρυ have one)."""
    if word in SPOKEN_AS_ONE_SYLLABLE:
        return True
    plain = unicodedata.normalize("NFD", word)
    accents = plain.count("\u0301")
    bare = "".join(char for char in plain if not unicodedata.combining(char)).lower()
    syllables = len(VOWEL_GROUPS.findall(bare))
    return accents == 1 if syllables > 1 else accents <= 1
