"""The content of the demo."""

from collections.abc import Generator, Iterable
from datetime import datetime, timedelta
from itertools import groupby, pairwise

import pytest
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import DjangoDbBlocker

from mydimos.audit.actors import Actor
from mydimos.audit.acts import Act
from mydimos.audit.models import Line
from mydimos.booking.mails import queue_reminders
from mydimos.booking.models import Appointment, Occupancy, Participant
from mydimos.booking.queries.appointments import past_of, upcoming_of
from mydimos.booking.queries.availability import Availability, availability
from mydimos.directory.models import (
    Channel,
    Department,
    Municipality,
    Offering,
    Office,
    Resource,
    Service,
)
from mydimos.identity.queries import has_confirmed
from mydimos.identity.services import check_code, check_password, recognise_citizen
from mydimos.notices.models import Notice
from mydimos.notifications.models import Message
from mydimos.scheduling.spans import ATHENS
from mydimos_demo.content import fill_calendars, load_demo
from mydimos_demo.content.loading import Summary, summary
from mydimos_demo.content.towns import TOWNS
from mydimos_demo.logins import LOGINS, PASSWORD, Login
from mydimos_local.phone import code_at

NOW = datetime(2026, 3, 4, 9, 30, tzinfo=ATHENS)  # a Wednesday
TODAY = NOW.date()
KALAMATA = "4401"
BUILT = [town.code for town in TOWNS]
FULLY_BUILT = [code for code in BUILT if code != KALAMATA]


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Generator[Summary]:
    """Loaded once for all these tests, which leave it as it is."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_demo(now=NOW)
        transaction.set_rollback(True)


def test_every_municipality_can_be_booked_within_a_week() -> None:
    offerings = Offering.objects.select_related("service").order_by("service__municipality", "pk")
    bookable = {
        code
        for code, its in groupby(offerings, key=lambda one: one.service.municipality_id)
        if has_free_time(its)
    }

    assert len(bookable) == 332


def test_every_municipality_has_an_office_with_address_phone_and_notice() -> None:
    assert Municipality.objects.filter(opened_on__lte=TODAY).count() == 332
    assert Municipality.objects.filter(offices=None).count() == 0
    assert Municipality.objects.filter(notice=None).count() == 0
    assert not Office.objects.filter(Q(address_el="") | Q(town_el="") | Q(phone="")).exists()
    assert Notice.objects.filter(municipality=None).exists()


def test_the_area_code_is_right_and_the_number_belongs_to_nobody() -> None:
    phones = dict(Office.objects.filter(slug="dimarcheio").values_list("municipality", "phone"))

    assert phones["4501"] == "210 0000001"
    assert phones["0701"] == "2310 000001"
    assert phones[KALAMATA] == "27210 00001"
    assert {len(phone.replace(" ", "")) for phone in phones.values()} == {10}


def test_no_address_on_the_internet_belongs_to_anybody() -> None:
    contacts = [
        *Municipality.objects.values_list("email", flat=True),
        *Municipality.objects.values_list("website", flat=True),
        *Office.objects.values_list("email", flat=True),
        *Department.objects.values_list("papers_email", flat=True),
        *Notice.objects.exclude(municipality=KALAMATA).values_list("dpo_email", flat=True),
        *Participant.objects.filter(email__isnull=False).values_list("email", flat=True)[:500],
    ]

    assert all(contact and contact.endswith(".example") for contact in contacts)


def test_kalamata_is_as_its_notice_says() -> None:
    kalamata = Municipality.objects.get(code=KALAMATA)
    offerings = Offering.objects.filter(service__municipality=kalamata)

    assert set(offerings.values_list("channel", flat=True)) == {Channel.IN_PERSON}
    assert set(offerings.values_list("service__category__code", flat=True)) == {"KOI"}
    assert [one.name_el for one in kalamata.departments.all()] == [
        "Διεύθυνση Κοινωνικής Προστασίας"
    ]
    assert kalamata.notice.controller_el == "Υπουργείο Ψηφιακής Διακυβέρνησης"
    assert kalamata.notice.dpo_email == "dpo@mindigital.gov.gr"
    assert "Microsoft" in kalamata.notice.processors_el
    assert "G-Cloud" in kalamata.notice.hosting_el


@pytest.mark.parametrize("code", FULLY_BUILT)
def test_a_fully_built_municipality_has_offices_people_and_all_channels(code: str) -> None:
    offerings = Offering.objects.filter(service__municipality=code)

    assert set(offerings.values_list("channel", flat=True)) == set(Channel.values)
    assert Office.objects.filter(municipality=code).count() >= 2
    assert 5 <= Resource.objects.filter(municipality=code).count() <= 50
    assert Department.objects.filter(municipality=code).exclude(parent=None).exists()
    assert not Department.objects.filter(municipality=code, papers_email="").exists()


@pytest.mark.parametrize("code", [*FULLY_BUILT, KALAMATA])
def test_a_fully_built_calendar_looks_alive_and_is_not_full(code: str) -> None:
    offerings = Offering.objects.filter(service__municipality=code, channel=Channel.IN_PERSON)
    seen = week_of(offerings.select_related("service"))
    total = sum(seen.total(offering) for offering in offerings)
    free = sum(len(seen.slots(offering)) for offering in offerings)
    booked = Appointment.objects.filter(municipality=code, status=Appointment.Status.BOOKED)

    assert booked.filter(starts_at__gt=NOW, starts_at__lt=NOW + timedelta(days=14)).count() > 50
    assert 0.1 < free / total < 0.9


def test_offerings_follow_different_rules() -> None:
    offerings = Offering.objects.filter(service__municipality__in=FULLY_BUILT)

    assert offerings.filter(gap_after__gt=timedelta(0)).exists()
    assert offerings.filter(notice_working_days__gt=0).exists()
    assert offerings.filter(names_employee=True).exists()
    assert offerings.filter(staff_share__gt=0).exists()
    assert offerings.exclude(step=None).exists()
    assert not offerings.filter(channel=Channel.PHONE, duration__gt=timedelta(minutes=10)).exists()


def test_only_employees_can_be_chosen_by_name() -> None:
    named = Offering.objects.filter(names_employee=True)
    kinds = set(named.filter(needs__position=0).values_list("needs__resources__kind", flat=True))

    assert kinds == {Resource.Kind.EMPLOYEE}


def test_with_sign_language_an_employee_and_an_interpreter_are_there_together() -> None:
    service = Service.objects.get(municipality="4501", slug="sign-language-interpretation")
    booked = Appointment.objects.filter(
        offering__service=service, status=Appointment.Status.BOOKED
    ).first()

    assert booked is not None
    taken = Occupancy.objects.filter(owner=booked.public_id)
    kinds = set(taken.values_list("resource__kind", flat=True))
    assert len(taken) == 2
    assert Resource.Kind.INTERPRETER in kinds
    assert has_free_time(service.offerings.select_related("service"))


def test_what_is_booked_could_have_been_booked() -> None:
    """Each stands on the grid, in the hours, clear of absences, closures and pauses."""
    booked = Appointment.objects.filter(status=Appointment.Status.BOOKED, starts_at__gt=NOW)
    for appointment in booked.select_related("offering__service").order_by("reference")[:150]:
        day = appointment.starts_at.astimezone(ATHENS).date()
        seen = availability(
            [appointment.offering],
            first_day=day,
            last_day=day,
            now=appointment.starts_at - timedelta(days=7),
            ignoring=[appointment.public_id],
            for_staff=True,
        )
        starts = {slot.start for slot in seen.slots(appointment.offering)}
        assert appointment.starts_at.timestamp() in starts, appointment


def test_past_appointments_are_over_and_coming_ones_are_not() -> None:
    status = Appointment.Status
    over = Appointment.objects.filter(ends_at__lte=NOW)

    assert not over.filter(status=status.BOOKED).exists()
    assert set(over.values_list("status", flat=True)) >= {status.COMPLETED, status.MISSED}
    assert not Appointment.objects.filter(
        ends_at__gt=NOW, status__in=[status.COMPLETED, status.MISSED]
    ).exists()
    assert not Appointment.objects.filter(booked_at__gt=NOW).exists()
    assert not Appointment.objects.filter(changed_at__gt=NOW).exists()


def test_nobody_has_reached_a_limit() -> None:
    active = Participant.objects.filter(
        citizen__isnull=False,
        appointment__status=Appointment.Status.BOOKED,
        appointment__ends_at__gt=NOW,
    )
    most = active.values("citizen").annotate(number=Count("pk")).order_by("-number").first()

    assert most is not None
    assert most["number"] < 5


def test_nobody_must_be_at_two_appointments_at_once() -> None:
    theirs = Participant.objects.filter(citizen__isnull=False).exclude(
        appointment__status__startswith="cancelled"
    )
    rows = theirs.order_by("citizen", "appointment__starts_at").values_list(
        "citizen", "appointment__starts_at", "appointment__ends_at"
    )

    overlapping = [
        (one, other) for one, other in pairwise(rows) if one[0] == other[0] and other[1] < one[2]
    ]

    assert overlapping == []


def test_the_first_test_login_finds_appointments_of_her_own() -> None:
    eleni = recognise_citizen("068933130", is_company=False, now=NOW)

    coming = upcoming_of(eleni, now=NOW)
    assert {one.appointment.channel for one in coming} == {Channel.IN_PERSON, Channel.VIDEO}
    assert {one.appearing.name for one in coming if one.appearing} == {"Ελένη Παπαδοπούλου"}
    assert past_of(eleni, now=NOW)


def test_the_audit_tells_of_each_office_and_of_each_appointment() -> None:
    offices = set(Office.objects.values_list("public_id", flat=True))
    traces = set(Appointment.objects.values_list("trace", flat=True))

    assert set(lines(Act.OFFICE_ADDED).values_list("subject", flat=True)) == offices
    assert set(lines(Act.APPOINTMENT_BOOKED).values_list("subject", flat=True)) == traces
    assert lines(Act.OFFERING_ADDED).count() == Offering.objects.count()
    assert not Line.objects.filter(at__gt=NOW).exists()


def test_the_people_who_do_not_exist_get_no_mail() -> None:
    with transaction.atomic():
        queued = queue_reminders(now=NOW) + queue_reminders(now=NOW + timedelta(days=3))
        jobs = ProcrastinateJob.objects.filter(task_name="mydimos.deliver").count()
        transaction.set_rollback(True)

    assert queued <= 4  # Eleni's
    assert jobs == queued


def test_loading_again_changes_nothing_and_keeps_what_a_municipality_changed(
    loaded: Summary,
) -> None:
    with transaction.atomic():
        Municipality.objects.filter(code="3701").update(phone="2610 123456", colour="#112233")
        Offering.objects.filter(service__municipality="3701").update(horizon_days=7)

        again = load_demo(now=NOW + timedelta(days=1))

        patras = Municipality.objects.get(code="3701")
        horizons = Offering.objects.filter(service__municipality="3701").values_list(
            "horizon_days", flat=True
        )
        assert (patras.phone, patras.colour, set(horizons)) == ("2610 123456", "#112233", {7})
        assert again == loaded == summary()
        transaction.set_rollback(True)


def lines(act: Act) -> QuerySet[Line]:
    return Line.objects.filter(act=act)


def test_weeks_later_the_calendars_are_filled_again_without_any_mail() -> None:
    later = NOW + timedelta(weeks=8)
    coming = Appointment.objects.filter(
        municipality__in=BUILT, starts_at__range=(later, later + timedelta(days=15))
    )
    before = coming.count()
    with transaction.atomic():
        booked = fill_calendars(now=later)

        assert booked > 100
        assert coming.count() == before + booked
        assert coming.values("municipality").distinct().count() == len(BUILT)
        assert not Message.objects.filter(state=Message.State.QUEUED).exists()
        assert queue_reminders(now=later + timedelta(days=2)) == 0
        transaction.set_rollback(True)


def has_free_time(offerings: Iterable[Offering]) -> bool:
    some = list(offerings)[:6]
    seen = week_of(some)
    return any(seen.slots(offering, limit=1) for offering in some)


def week_of(offerings: Iterable[Offering]) -> Availability:
    return availability(
        list(offerings), first_day=TODAY, last_day=TODAY + timedelta(days=7), now=NOW
    )


@pytest.mark.parametrize("login", LOGINS, ids=lambda login: login.email)
def test_each_employee_can_log_in_and_has_the_role_that_the_banner_says(login: Login) -> None:
    user = check_password(email=login.email, password=PASSWORD, by=Actor.system(), now=NOW)
    check_code(user_id=user.pk, code=code_at(NOW), by=Actor.system(), now=NOW)

    held = user.memberships.get()
    assert (held.role, held.municipality_id) == (login.role, login.municipality)
    names = [department.name_el for department in held.departments.all()]
    assert names == ([login.department] if login.department else [])
    assert has_confirmed(user.pk)
