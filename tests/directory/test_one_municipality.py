"""No row mixes two municipalities, unless a resource is lent: PostgreSQL refuses it."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from mydimos.directory.models import (
    Channel,
    Department,
    Lent,
    Municipality,
    Need,
    NeedMember,
    Offering,
    Resource,
)
from tests.factories import (
    make_municipality,
    make_offering,
    make_office,
    make_resource,
    make_service,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def patras() -> Municipality:
    return make_municipality()


@pytest.fixture
def volos() -> Municipality:
    return make_municipality("Βόλος", "volos")


def refused(constraint: str, write: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        write()


def offer(municipality: Municipality, **columns: object) -> Offering:
    like = make_offering(municipality=municipality)
    wanted = {
        "municipality": municipality,
        "service": like.service,
        "office": like.office,
        "channel": Channel.VIDEO,
        "duration": like.duration,
    }
    return Offering.objects.create(**wanted | columns)


def test_a_service_is_not_offered_at_the_office_of_another_municipality(
    patras: Municipality, volos: Municipality
) -> None:
    office = make_office(volos)

    refused("offering_office_of_municipality", lambda: offer(patras, office=office))


def test_a_municipality_does_not_offer_the_service_of_another(
    patras: Municipality, volos: Municipality
) -> None:
    service = make_service(volos)

    refused("offering_service_of_municipality", lambda: offer(patras, service=service))


def test_departments_lie_in_departments_of_their_own_municipality(
    patras: Municipality, volos: Municipality
) -> None:
    parent = Department.objects.create(municipality=volos, name_el="Διεύθυνση")

    refused(
        "department_parent_of_municipality",
        lambda: Department.objects.create(municipality=patras, parent=parent, name_el="Τμήμα"),
    )


def test_a_service_belongs_to_a_department_of_its_municipality(
    patras: Municipality, volos: Municipality
) -> None:
    department = make_service(volos).department

    service = make_service(patras)
    service.department = department

    refused("service_department_of_municipality", service.save)


def test_a_resource_belongs_to_a_department_of_its_municipality(
    patras: Municipality, volos: Municipality
) -> None:
    resource = make_resource(make_office(patras))
    resource.department = make_service(volos).department

    refused("resource_department_of_municipality", resource.save)


def test_a_need_is_of_the_municipality_of_its_offering(
    patras: Municipality, volos: Municipality
) -> None:
    offering = make_offering(municipality=patras)

    refused(
        "need_offering_of_municipality",
        lambda: Need.objects.create(municipality=volos, offering=offering, position=1),
    )


def test_what_meets_a_need_is_of_the_municipality_of_the_need(
    patras: Municipality, volos: Municipality
) -> None:
    need = make_offering(municipality=patras).needs.get()
    stranger = make_resource(make_office(volos))

    refused(
        "needmember_need_of_municipality",
        lambda: NeedMember.objects.create(municipality=volos, need=need, resource=stranger),
    )


@pytest.fixture
def interpreter(volos: Municipality) -> Resource:
    return make_resource(make_office(volos), kind=Resource.Kind.INTERPRETER)


def test_an_interpreter_of_another_municipality_who_is_not_lent_is_refused(
    patras: Municipality, interpreter: Resource
) -> None:
    need = make_offering(municipality=patras).needs.get()

    refused(
        "needmember_resource_is_lent",
        lambda: NeedMember.objects.create(municipality=patras, need=need, resource=interpreter),
    )


def test_an_interpreter_who_is_lent_meets_the_need_of_another_municipality(
    patras: Municipality, interpreter: Resource
) -> None:
    need = make_offering(municipality=patras).needs.get()
    Lent.objects.create(resource=interpreter, municipality=patras)

    NeedMember.objects.create(municipality=patras, need=need, resource=interpreter)

    assert interpreter in need.resources.all()


def test_a_loan_that_is_in_use_stays(patras: Municipality, interpreter: Resource) -> None:
    need = make_offering(municipality=patras).needs.get()
    loan = Lent.objects.create(resource=interpreter, municipality=patras)
    NeedMember.objects.create(municipality=patras, need=need, resource=interpreter)

    refused("needmember_resource_is_lent", loan.delete)
