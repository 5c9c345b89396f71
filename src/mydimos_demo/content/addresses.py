"""Addresses and phone numbers: the area code is right, the number is not in use."""

import csv
from functools import lru_cache
from pathlib import Path

from mydimos_demo.content.chance import Chance

STREETS = (
    ("Πλατεία Δημαρχείου 1", "Plateia Dimarcheiou 1"),
    ("Πλατεία Δημοκρατίας 2", "Plateia Dimokratias 2"),
    ("Πλατεία Ελευθερίας 1", "Plateia Eleftherias 1"),
    ("Κεντρική Πλατεία 3", "Kentriki Plateia 3"),
    ("25ης Μαρτίου 10", "25is Martiou 10"),
    ("28ης Οκτωβρίου 14", "28is Oktovriou 14"),
    ("Εθνικής Αντιστάσεως 21", "Ethnikis Antistaseos 21"),
    ("Ελευθερίου Βενιζέλου 8", "Eleftheriou Venizelou 8"),
    ("Ιωάννη Καποδίστρια 5", "Ioanni Kapodistria 5"),
    ("Ρήγα Φεραίου 17", "Riga Feraiou 17"),
)


def street(chance: Chance) -> tuple[str, str]:
    """A name and a number that many towns have, in Greek and in Latin letters."""
    return chance.choice(STREETS)


def phone(municipality: str, number: int) -> str:
    """The n-th phone number of a municipality: ten digits, with the area code of its seat."""
    area = area_codes()[municipality]
    return f"{area} {number:0{10 - len(area)}}"


@lru_cache(maxsize=1)
def area_codes() -> dict[str, str]:
    """The area code of each municipality's seat."""
    with Path(__file__).with_name("area_codes.csv").open(encoding="utf-8", newline="") as lines:
        return {row["municipality_code"]: row["area_code"] for row in csv.DictReader(lines)}
