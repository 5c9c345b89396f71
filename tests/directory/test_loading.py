"""The code book comes with the product, and leaves alone what a municipality owns."""

from datetime import date

import pytest
from django.core.management import call_command

from mydimos.directory.models import CatalogueService, Municipality, Region, ServiceCategory
from mydimos.directory.services import load_catalogue, load_municipalities

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


def test_every_other_name_is_kept_by_itself() -> None:
    load_municipalities()

    komotini = Municipality.objects.get(code="0101")
    assert komotini.also_el == ["Αίγειρος", "Νέο Σιδηροχώρι"]


def test_loading_again_keeps_what_the_municipality_set() -> None:
    load_municipalities()
    own = {"phone": "2610000000", "colour": "#123456", "opened_on": date(2026, 1, 7)}
    Municipality.objects.filter(code="3701").update(name_el="Δήμος Παλαιός", **own)

    load_municipalities()

    patras = Municipality.objects.get(code="3701")
    assert {column: getattr(patras, column) for column in own} == own
    assert patras.name_el == "Δήμος Πατρέων"
    assert Municipality.objects.count() == 332


def test_the_catalogue_has_62_services_in_16_fields_in_both_languages() -> None:
    call_command("load_catalogue")

    permit = CatalogueService.objects.get(code="KOX-41")
    assert CatalogueService.objects.count() == 62
    assert ServiceCategory.objects.filter(municipality=None).count() == 16
    assert not CatalogueService.objects.filter(name_en="").exists()
    assert permit.for_companies
    assert len(permit.documents_el) == len(permit.documents_en) > 1


def test_loading_the_catalogue_again_renews_it() -> None:
    load_catalogue()
    CatalogueService.objects.update(name_el="παλιό")

    load_catalogue()

    assert CatalogueService.objects.count() == 62
    assert not CatalogueService.objects.filter(name_el="παλιό").exists()
