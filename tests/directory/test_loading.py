"""The code book comes with the product, and leaves alone what a municipality owns."""

from datetime import date

import pytest
from django.core.management import call_command

from mydimos.directory.models import Municipality, Region
from mydimos.directory.services import load_municipalities

pytestmark = pytest.mark.django_db


def test_all_332_municipalities_are_there() -> None:
    call_command("load_municipalities")

    patras = Municipality.objects.select_related("unit__region").get(code="3701")
    assert Municipality.objects.count() == 332
    assert Region.objects.count() == 13
    assert (patras.name_el, patras.short_el, patras.short_en) == (
        "Δήμος Πατρέων",
        "Πάτρα",
        "Patras",
    )
    assert (patras.unit.name_el, patras.unit.region.name_el) == ("Αχαΐα", "Δυτική Ελλάδα")


def test_other_names_are_kept_one_per_line() -> None:
    load_municipalities()

    komotini = Municipality.objects.get(code="0101")
    assert "|" not in komotini.also_el
    assert "Νέο Σιδηροχώρι" in komotini.also_el.splitlines()


def test_loading_again_keeps_what_the_municipality_set() -> None:
    load_municipalities()
    own = {"phone": "2610000000", "colour": "#123456", "opened_on": date(2026, 1, 7)}
    Municipality.objects.filter(code="3701").update(name_el="Δήμος Παλαιός", **own)

    load_municipalities()

    patras = Municipality.objects.get(code="3701")
    assert {column: getattr(patras, column) for column in own} == own
    assert patras.name_el == "Δήμος Πατρέων"
    assert Municipality.objects.count() == 332
