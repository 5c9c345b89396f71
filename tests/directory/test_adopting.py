"""A municipality adopts a service of the catalogue, and then owns its copy."""

import pytest

from mydimos.audit.models import Line
from mydimos.directory.models import CatalogueService, Department, Municipality, Service
from mydimos.directory.services import (
    add_department,
    adopt_service,
    load_catalogue,
    load_municipalities,
)
from tests.factories import BY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _code_book() -> None:
    load_municipalities()
    load_catalogue()


@pytest.fixture
def chios() -> Municipality:
    return Municipality.objects.get(code="5701")


@pytest.fixture
def registry(chios: Municipality) -> Department:
    return add_department(municipality=chios, name_el="Τμήμα Δημοτολογίου", **BY)


@pytest.fixture
def birth_certificate() -> CatalogueService:
    return CatalogueService.objects.get(code="DIM-02")


def test_the_copy_says_what_the_catalogue_says(
    chios: Municipality, registry: Department, birth_certificate: CatalogueService
) -> None:
    service = adopt_service(
        municipality=chios, department=registry, template=birth_certificate, **BY
    )

    assert (service.name_el, service.name_en) == (
        birth_certificate.name_el,
        birth_certificate.name_en,
    )
    assert service.documents_el == birth_certificate.documents_el
    assert service.category == birth_certificate.category
    assert service.department == registry


def test_adopting_again_leads_to_the_same_service(
    chios: Municipality, registry: Department, birth_certificate: CatalogueService
) -> None:
    first = adopt_service(municipality=chios, department=registry, template=birth_certificate, **BY)
    Service.objects.filter(pk=first.pk).update(name_el="Πιστοποιητικό όπως το λέμε εμείς")

    again = adopt_service(municipality=chios, department=registry, template=birth_certificate, **BY)

    assert (again.pk, again.name_el) == (first.pk, "Πιστοποιητικό όπως το λέμε εμείς")
    assert Line.objects.filter(act="service.adopted").count() == 1


def test_a_new_catalogue_leaves_adopted_services_alone(
    chios: Municipality, registry: Department, birth_certificate: CatalogueService
) -> None:
    service = adopt_service(
        municipality=chios, department=registry, template=birth_certificate, **BY
    )
    Service.objects.filter(pk=service.pk).update(documents_el=["Ταυτότητα"])

    load_catalogue()

    service.refresh_from_db()
    assert service.documents_el == ["Ταυτότητα"]
