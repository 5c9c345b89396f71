"""The verbs with which a municipality is set up: what they do, refuse and record."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from mydimos.audit.actors import Actor
from mydimos.audit.acts import Act
from mydimos.audit.models import Line
from mydimos.directory import errors, services
from mydimos.directory.models import Channel, Lent, Municipality, Offering, Resource
from tests.factories import (
    NOW,
    make_municipality,
    make_offering,
    make_office,
    make_resource,
    make_service,
)

pytestmark = pytest.mark.django_db

BY: Any = {"by": Actor.employee(7), "now": NOW}
HALF_AN_HOUR = timedelta(minutes=30)


@pytest.fixture
def patras() -> Municipality:
    return make_municipality()


@pytest.fixture
def volos() -> Municipality:
    return make_municipality("Βόλος", "volos")


def offer(municipality: Municipality, **wanted: Any) -> Offering:
    office = wanted.get("office") or make_office(municipality)
    defaults: dict[str, Any] = {
        "service": wanted.get("service") or make_service(municipality),
        "office": office,
        "channel": Channel.IN_PERSON,
        "needs": [[make_resource(office)]],
        "duration": HALF_AN_HOUR,
    }
    return services.offer_service(**BY, **defaults | wanted)


def acts() -> list[str]:
    return list(Line.objects.filter(actor="employee").order_by("pk").values_list("act", flat=True))


# What each verb does


def test_a_municipality_is_set_up_from_its_phone_to_its_first_offering(
    patras: Municipality,
) -> None:
    services.change_municipality(municipality=patras, phone="2613610201", **BY)
    department = services.add_department(municipality=patras, name_el="Ληξιαρχείο", **BY)
    office = services.add_office(
        municipality=patras,
        slug="town-hall",
        name_el="Δημαρχείο",
        address_el="Μαιζώνος 108",
        town_el="Πάτρα",
        phone="2613610201",
        **BY,
    )
    counter = services.add_resource(
        municipality=patras, kind="counter", name_el="Θυρίδα 1", department=department, **BY
    )
    category = make_service(patras).category
    service = services.add_service(
        municipality=patras,
        department=department,
        category=category,
        slug="wedding",
        name_el="Πολιτικός γάμος",
        **BY,
    )
    offering = services.offer_service(
        service=service,
        office=office,
        channel=Channel.IN_PERSON,
        needs=[[counter]],
        duration=HALF_AN_HOUR,
        **BY,
    )
    services.open_municipality(municipality=patras, on=NOW.date(), **BY)

    assert Offering.objects.bookable(NOW.date()).get() == offering
    assert list(offering.needs.get().resources.all()) == [counter]
    assert acts() == [
        "municipality.changed",
        "department.added",
        "office.added",
        "resource.added",
        "service.added",
        "offering.added",
        "municipality.opened",
    ]
    assert set(Line.objects.filter(actor="employee").values_list("municipality", "actor_id")) == {
        (patras.code, 7)
    }


def test_what_is_changed_is_changed_and_the_rest_stays(patras: Municipality) -> None:
    offering = make_offering(municipality=patras)
    department, resource = offering.service.department, make_resource(offering.office)

    services.change_department(department=department, phone="2613610202", **BY)
    services.change_office(office=offering.office, step_free=True, **BY)
    services.change_resource(resource=resource, department=department, **BY)
    services.change_service(service=offering.service, documents_el=["Αίτηση"], **BY)
    services.change_offering(offering=offering, horizon_days=10, **BY)

    row = Offering.objects.select_related("service__department", "office").get()
    assert (row.service.department.phone, row.service.department.name_el) == (
        "2613610202",
        "Δημοτολόγιο",
    )
    assert (row.office.step_free, row.office.name_el) == (True, "Δημαρχείο")
    assert (row.service.documents_el, row.service.documents_en) == (["Αίτηση"], ["Identity card"])
    assert (row.horizon_days, row.duration) == (10, HALF_AN_HOUR)
    assert acts() == [
        f"{noun}.changed" for noun in ("department", "office", "resource", "service", "offering")
    ]


def test_what_is_retired_takes_no_appointments_until_it_is_restored(patras: Municipality) -> None:
    offering = make_offering(municipality=patras)
    rows = {"offering": offering, "service": offering.service, "office": offering.office}

    for noun, row in rows.items():
        getattr(services, f"retire_{noun}")(**{noun: row}, **BY)
        assert not Offering.objects.bookable(NOW.date()).exists()
        getattr(services, f"restore_{noun}")(**{noun: row}, **BY)
        assert Offering.objects.bookable(NOW.date()).exists()
    desk = Resource.objects.get()
    services.retire_resource(resource=desk, **BY)
    assert not Resource.objects.get().is_active
    services.restore_resource(resource=desk, **BY)
    assert Resource.objects.get().is_active
    assert acts() == [
        f"{noun}.{act}" for noun in (*rows, "resource") for act in ("retired", "restored")
    ]


def test_needs_are_put_in_place_of_the_old_ones(patras: Municipality) -> None:
    offering = make_offering(municipality=patras)
    employee = make_resource(offering.office)
    interpreter = make_resource(offering.office, kind="interpreter")

    services.set_needs(offering=offering, needs=[[employee], [interpreter]], **BY)

    groups = [list(need.resources.all()) for need in offering.needs.order_by("position")]
    assert groups == [[employee], [interpreter]]
    assert acts() == ["offering.needs_set"]


def test_an_unused_department_is_removed(patras: Municipality) -> None:
    department = services.add_department(municipality=patras, name_el="Τμήμα", **BY)

    services.remove_department(department=department, **BY)

    assert not patras.departments.exists()
    assert acts() == ["department.added", "department.removed"]


def test_a_loan_is_made_once_and_ends(patras: Municipality, volos: Municipality) -> None:
    interpreter = make_resource(make_office(volos), kind="interpreter")
    loan = services.lend_resource(resource=interpreter, municipality=patras, **BY)
    assert services.lend_resource(resource=interpreter, municipality=patras, **BY) == loan
    offering = offer(patras, needs=[[interpreter]])

    with pytest.raises(errors.StillUsed):
        services.end_loan(loan=loan, **BY)
    services.set_needs(offering=offering, needs=[[make_resource(offering.office)]], **BY)
    services.end_loan(loan=loan, **BY)

    assert list(
        Lent.objects.filter(resource=interpreter).values_list("municipality", flat=True)
    ) == [volos.code]
    assert acts() == ["resource.lent", "offering.added", "offering.needs_set", "loan.ended"]


# What they refuse


def test_a_resource_is_not_lent_to_its_own_municipality(patras: Municipality) -> None:
    resource = make_resource(make_office(patras))

    with pytest.raises(errors.OwnResource):
        services.lend_resource(resource=resource, municipality=patras, **BY)
    with pytest.raises(errors.OwnResource):
        services.end_loan(loan=resource.lent.get(), **BY)


Try = Callable[[Municipality, Municipality], object]


@pytest.mark.parametrize(
    ("refused", "attempt"),
    [
        (
            errors.NotLent,
            lambda here, there: offer(here, needs=[[make_resource(make_office(there))]]),
        ),
        (errors.OtherMunicipality, lambda here, there: offer(here, office=make_office(there))),
        (errors.NoNeeds, lambda here, _: offer(here, needs=[])),
        (errors.NoNeeds, lambda here, _: offer(here, needs=[[]])),
        (errors.InvalidDuration, lambda here, _: offer(here, duration=timedelta(0))),
        (errors.InvalidStep, lambda here, _: offer(here, step=timedelta(0))),
        (errors.InvalidGap, lambda here, _: offer(here, gap_after=timedelta(hours=5))),
        (errors.InvalidCutoff, lambda here, _: offer(here, move_cutoff=timedelta(hours=-1))),
        (errors.InvalidShare, lambda here, _: offer(here, staff_share=Decimal("1.5"))),
        (
            errors.TwoKindsOfNotice,
            lambda here, _: offer(here, notice=HALF_AN_HOUR, notice_working_days=1),
        ),
        (errors.InvalidFields, lambda here, _: offer(here, channel="fax")),
        (errors.InvalidFields, lambda here, _: make_office(here, name_el="")),
        (errors.InvalidFields, lambda here, _: make_office(here, name_el="α" * 121)),
        (errors.InvalidFields, lambda here, _: make_office(here, email="not an address")),
        (
            errors.InvalidFields,
            lambda here, _: services.change_municipality(municipality=here, colour="red", **BY),
        ),
        (
            errors.AddressTaken,
            lambda here, _: [make_office(here, slug="hall") for _ in range(2)],
        ),
        (
            errors.AddressTaken,
            lambda here, _: [make_service(here, slug="birth") for _ in range(2)],
        ),
        (
            errors.NameTaken,
            lambda here, _: [
                services.add_department(municipality=here, name_el="Τμήμα", **BY) for _ in range(2)
            ],
        ),
        (
            errors.OtherMunicipality,
            lambda here, there: make_service(here, department=make_service(there).department),
        ),
        (
            errors.OtherMunicipality,
            lambda here, there: make_resource(
                make_office(here), department=make_service(there).department
            ),
        ),
        (
            errors.StillUsed,
            lambda here, _: services.remove_department(
                department=make_service(here).department, **BY
            ),
        ),
    ],
)
def test_what_cannot_be_is_refused_by_name_and_leaves_no_trace(
    patras: Municipality, volos: Municipality, refused: type[errors.DirectoryError], attempt: Try
) -> None:
    with pytest.raises(refused) as raised:
        attempt(patras, volos)

    assert str(raised.value.sentence)
    assert not Line.objects.filter(act=Act.OFFERING_ADDED).exists()
    assert not Offering.objects.exists()


def test_the_same_service_is_offered_once_at_an_office_in_one_way(patras: Municipality) -> None:
    one = offer(patras)

    with pytest.raises(errors.AlreadyOffered):
        offer(patras, service=one.service, office=one.office)


def test_an_error_names_the_columns_that_are_wrong(patras: Municipality) -> None:
    with pytest.raises(errors.InvalidFields) as raised:
        make_office(patras, email="x", phone="")

    assert set(raised.value.fields) == {"email", "phone"}


def test_a_department_is_not_put_below_itself(patras: Municipality) -> None:
    top = services.add_department(municipality=patras, name_el="Διεύθυνση", **BY)
    part = services.add_department(municipality=patras, name_el="Τμήμα", parent=top, **BY)

    for place in (top, part):
        with pytest.raises(errors.DepartmentInItself):
            services.change_department(department=top, parent=place, **BY)


def test_a_service_stands_under_a_field_of_the_catalogue_or_of_its_municipality(
    patras: Municipality, volos: Municipality
) -> None:
    service = make_service(patras)
    strange = volos.categories.create(code="X", name_el="Άλλου Δήμου")

    with pytest.raises(errors.OtherMunicipality):
        services.change_service(service=service, category=strange, **BY)


def test_the_opening_day_can_be_taken_back(patras: Municipality) -> None:
    services.open_municipality(municipality=patras, on=None, **BY)
    assert not Municipality.objects.get().has_opening_day

    services.open_municipality(municipality=patras, on=date(2026, 9, 1), **BY)
    assert Municipality.objects.get().opens_on(today=NOW.date()) == date(2026, 9, 1)
