"""What the search says about services that exist, here or elsewhere, and about postcodes."""

import pytest
from django.test import Client

from mydimos.directory.models import CatalogueService, Municipality, Service
from mydimos.directory.services import load_catalogue
from tests.factories import make_municipality, make_offering, make_office, make_service

CHANNEL = "in-person"

pytestmark = pytest.mark.django_db


def page(address: str, **query: str) -> str:
    return Client().get(address, query).content.decode()


@pytest.fixture
def kalamata() -> Municipality:
    """Kalamata offers the birth certificate; the catalogue is known."""
    load_catalogue()
    place = make_municipality("Καλαμάτα", "kalamata", name_el="Δήμος Καλαμάτας")
    template = CatalogueService.objects.get(code="DIM-02")
    service = make_service(place, slug=template.slug)
    Service.objects.filter(pk=service.pk).update(template=template)
    make_offering(service=service, office=make_office(place, postcode="241 33"))
    return place


def test_a_service_with_its_place_is_one_press_away(kalamata: Municipality) -> None:
    found = page("/search/", q="Καλαμάτα πιστοποιητικό γέννησης")

    assert 'href="/m/kalamata/?service=birth-certificate"' in found


def test_what_is_not_the_municipalitys_is_said_with_a_link(kalamata: Municipality) -> None:
    found = page("/search/", q="διαβατήριο")

    assert "Το διαβατήριο το εκδίδει η Ελληνική Αστυνομία" in found
    assert 'href="https://www.passport.gov.gr/"' in found
    assert "Δεν βρέθηκε" not in found


@pytest.mark.parametrize("typed", ["24133", "241 33", "24100"])
def test_a_postcode_leads_to_the_municipality_with_an_office_there(
    kalamata: Municipality, typed: str
) -> None:
    make_offering()  # of Patras, 26221

    found = page("/search/", q=typed)

    assert "Δήμος Καλαμάτας" in found
    assert "Δήμος Πατρέων" not in found


def test_nothing_found_shows_the_way_to_general_information(kalamata: Municipality) -> None:
    assert 'href="/services/general-information/"' in page("/search/", q="ξψξψξψ")


def test_what_a_municipality_does_not_offer_exists_all_the_same(kalamata: Municipality) -> None:
    """The service page with the municipality typed in, its list, its link: one answer."""
    sentence = "Ο Δήμος Καλαμάτας δεν κλείνει από εδώ ραντεβού για: Δήλωση γάμου."
    other = make_municipality("Βόλος", "volos", name_el="Δήμος Βόλου")
    marriage = CatalogueService.objects.get(code="LIX-17")
    service = make_service(other)
    Service.objects.filter(pk=service.pk).update(template=marriage)
    make_offering(service=service)

    assert sentence in page(f"/services/{marriage.slug}/", q="καλαματα")
    assert sentence in page(f"/m/kalamata/{CHANNEL}/", q="δήλωση γάμου")
    assert sentence in page("/m/kalamata/", service=marriage.slug)


def test_in_a_municipality_its_own_name_and_the_department_may_be_typed(
    kalamata: Municipality,
) -> None:
    for typed in ("πιστοποιητικό γέννησης Καλαμάτα", "Δημοτολόγιο"):
        assert "Πιστοποιητικό γέννησης" in page(f"/m/kalamata/{CHANNEL}/", q=typed)
