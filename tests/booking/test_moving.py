"""Moving an appointment: nothing is lost until the new time is certain."""

import uuid
from datetime import date, datetime, timedelta

import pytest
from django.db.models import QuerySet

from mydimos.audit.models import Line
from mydimos.audit.services import Actor
from mydimos.booking.errors import HoldReplaced, NotActive, SlotTaken, TooLate
from mydimos.booking.models import Appointment, Hold, Occupancy
from mydimos.booking.people import People
from mydimos.booking.queries import availability
from mydimos.booking.services import (
    cancel_appointment,
    move_appointment,
    sweep,
    take_hold,
    take_moving_hold,
)
from mydimos.booking.services.cancelling import CHANCE, Chance
from mydimos.directory.models import Offering, Resource
from mydimos.notifications.models import Message
from mydimos.scheduling.spans import ATHENS
from tests.factories import (
    NOW,
    add_need,
    at,
    book,
    confirm,
    eleni,
    hold,
    make_citizen,
    make_offering,
    make_resource,
    make_service,
    open_weekdays,
)

pytestmark = pytest.mark.django_db

TODAY, TOMORROW = NOW.date(), date(2026, 2, 3)
QUARTER = timedelta(minutes=15)


def test_moving_keeps_the_appointment_and_changes_its_time() -> None:
    offering = make_offering()
    before = book(make_citizen(), offering, "12:00")

    after = _move(before, "13:00")

    assert (after.pk, after.public_id, after.reference) == (
        before.pk,
        before.public_id,
        before.reference,
    )
    assert (after.starts_at, after.ends_at) == (at("13:00"), at("13:30"))
    assert after.link_version == before.link_version
    assert _occupied() == [("13:00", "13:30", "appointment")]
    assert not Hold.objects.exists()


def test_a_move_is_written_down_and_announced_once() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")

    _move(appointment, "13:00")

    moved = appointment.history.get(act="moved")
    assert (moved.starts_at, moved.at, moved.actor) == (at("13:00"), NOW, "link")
    line = Line.objects.get(act="appointment.moved")
    assert (line.subject, line.municipality, line.department) == (
        appointment.public_id,
        appointment.municipality_id,
        appointment.department_id,
    )
    assert Message.objects.filter(kind="booking.change", recipient="served").count() == 1
    assert _stored(appointment).sequence == 1


def test_the_applicant_who_wished_for_a_copy_hears_of_the_move_too() -> None:
    people = People(Appointment.OnBehalf.OTHER, eleni(), copy_to="applicant@mail.example")
    appointment = book(make_citizen(), make_offering(), "12:00", people=people)

    _move(appointment, "13:00")

    recipients = Message.objects.filter(kind="booking.change").values_list("recipient", flat=True)
    assert set(recipients) == {"served", "applicant"}


def test_while_a_new_time_is_held_the_old_one_stays() -> None:
    offering = make_offering()
    appointment = book(make_citizen(), offering, "12:00")

    _hold(appointment, "13:00")

    assert _stored(appointment).starts_at == at("12:00")
    for clock in ("12:00", "13:00"):
        with pytest.raises(SlotTaken):
            hold(make_citizen(), offering, clock)


def test_a_move_by_a_quarter_of_an_hour_at_the_only_desk() -> None:
    offering = make_offering(step=QUARTER)
    appointment = book(make_citizen(), offering, "12:00")

    kept = _hold(appointment, "12:15")

    assert _occupied() == [("12:00", "12:30", "appointment"), ("12:30", "12:45", "hold")]
    _confirm(appointment, kept)
    assert _occupied() == [("12:15", "12:45", "appointment")]
    assert hold(make_citizen(), offering, "11:45").pk


def test_a_move_back_by_a_quarter_of_an_hour() -> None:
    appointment = book(make_citizen(), make_offering(step=QUARTER), "12:00")

    _move(appointment, "11:45")

    assert _occupied() == [("11:45", "12:15", "appointment")]


def test_an_overlapping_move_keeps_its_distance_from_the_others() -> None:
    offering = make_offering(step=QUARTER, gap_after=QUARTER)
    book(make_citizen(), offering, "13:00")
    appointment = book(make_citizen(), offering, "12:00")

    _move(appointment, "12:15")

    assert _occupied() == [("12:15", "12:45", "appointment"), ("13:00", "13:30", "appointment")]
    with pytest.raises(SlotTaken):
        _hold(appointment, "12:30")


def test_choosing_another_new_time_gives_the_first_one_up() -> None:
    offering = make_offering(step=QUARTER)
    appointment = book(make_citizen(), offering, "12:00")
    first = _hold(appointment, "12:15")

    second = _hold(appointment, "12:30")

    assert _occupied() == [("12:00", "12:30", "appointment"), ("12:30", "13:00", "hold")]
    with pytest.raises(HoldReplaced):
        _confirm(appointment, first)
    assert _confirm(appointment, second).starts_at == at("12:30")


def test_choosing_the_same_new_time_twice_is_the_same_hold() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")

    assert _hold(appointment, "13:00").public_id == _hold(appointment, "13:00").public_id


def test_the_form_sent_twice_moves_once() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    kept = _hold(appointment, "13:00")

    first, second = _confirm(appointment, kept), _confirm(appointment, kept)

    assert first == second
    assert _stored(appointment).sequence == 1
    assert appointment.history.filter(act="moved").count() == 1
    assert Message.objects.filter(kind="booking.change").count() == 1


def test_an_old_form_does_not_undo_a_later_move() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    first = _hold(appointment, "13:00")
    _confirm(appointment, first)
    _move(appointment, "13:30")

    with pytest.raises(HoldReplaced):
        _confirm(appointment, first)

    assert _stored(appointment).starts_at == at("13:30")


def test_a_hold_of_another_appointment_moves_nothing() -> None:
    offering = make_offering()
    mine = book(make_citizen(), offering, "12:00")
    theirs = book(make_citizen(), offering, "12:30")
    kept = _hold(theirs, "13:00")

    for forged in (kept.public_id, uuid.uuid4(), hold(make_citizen(), offering, "10:00").public_id):
        with pytest.raises(HoldReplaced):
            move_appointment(
                appointment_id=mine.public_id, hold_id=forged, by=Actor.link(), now=NOW
            )

    assert _stored(mine).starts_at == at("12:00")


def test_a_time_that_somebody_has_leaves_everything_as_it_was() -> None:
    offering = make_offering()
    appointment = book(make_citizen(), offering, "12:00")
    book(make_citizen(), offering, "13:00")
    before = _occupied()

    with pytest.raises(SlotTaken):
        _hold(appointment, "13:00")

    assert _occupied() == before


def test_a_failed_second_choice_leaves_the_first_choice_held() -> None:
    offering = make_offering()
    appointment = book(make_citizen(), offering, "12:00")
    book(make_citizen(), offering, "13:00")
    kept = _hold(appointment, "13:30")

    with pytest.raises(SlotTaken):
        _hold(appointment, "13:00")

    assert _confirm(appointment, kept).starts_at == at("13:30")


def test_the_time_one_has_is_no_new_time() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")

    with pytest.raises(SlotTaken):
        _hold(appointment, "12:00")


def test_a_time_off_the_grid_is_no_new_time() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")

    for clock in ("12:10", "07:00", "14:00"):
        with pytest.raises(SlotTaken):
            _hold(appointment, clock)


def test_a_hold_that_ran_out_and_was_taken_leaves_the_appointment_as_it_was() -> None:
    offering = make_offering()
    appointment = book(make_citizen(), offering, "12:00")
    kept = _hold(appointment, "13:00")
    later = NOW + timedelta(minutes=11)
    hold(make_citizen(), offering, "13:00", now=later)

    with pytest.raises(SlotTaken):
        _confirm(appointment, kept, now=later)

    assert _stored(appointment).starts_at == at("12:00")
    assert _occupied() == [("12:00", "12:30", "appointment"), ("13:00", "13:30", "hold")]
    assert not appointment.history.filter(act="moved").exists()


def test_an_overlapping_hold_that_ran_out_and_was_taken_leaves_the_appointment_whole() -> None:
    offering = make_offering(step=QUARTER)
    appointment = book(make_citizen(), offering, "12:00")
    kept = _hold(appointment, "12:15")
    later = NOW + timedelta(minutes=11)
    book(make_citizen(), offering, "12:30", now=later)

    with pytest.raises(SlotTaken):
        _confirm(appointment, kept, now=later)

    assert _occupied() == [("12:00", "12:30", "appointment"), ("12:30", "13:00", "appointment")]


def test_a_hold_that_ran_out_and_that_nobody_took_still_moves() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    kept = _hold(appointment, "13:00")

    moved = _confirm(appointment, kept, now=NOW + timedelta(minutes=25))

    assert moved.starts_at == at("13:00")
    assert _occupied() == [("13:00", "13:30", "appointment")]


def test_a_hold_that_ran_out_and_was_taken_is_served_at_another_desk() -> None:
    offering = make_offering(desks=2)
    appointment = book(make_citizen(), offering, "12:00")
    kept = _hold(appointment, "13:00")
    later = NOW + timedelta(minutes=11)
    taken = kept.resources[0]
    Occupancy.objects.filter(owner=kept.public_id).delete()
    taker = hold(make_citizen(), offering, "13:00", now=later)
    Occupancy.objects.filter(owner=taker.public_id).update(resource=taken)

    moved = _confirm(appointment, kept, now=later)

    assert moved.starts_at == at("13:00")
    assert Occupancy.objects.get(owner=appointment.public_id).resource_id != taken


def test_a_hold_that_was_swept_away_is_told_as_replaced() -> None:
    appointment = book(make_citizen(), make_offering(), "13:30")
    kept = _hold(appointment, "13:00")
    sweep(now=NOW + timedelta(hours=3))

    with pytest.raises(HoldReplaced):
        _confirm(appointment, kept, now=at("09:00"))


def test_a_new_time_that_has_come_is_no_longer_new() -> None:
    appointment = book(make_citizen(), make_offering(move_cutoff=timedelta(0)), "12:00")
    kept = _hold(appointment, "09:00")

    with pytest.raises(SlotTaken):
        _confirm(appointment, kept, now=at("09:00"))


def test_one_may_move_up_to_the_cut_off_and_not_a_second_longer() -> None:
    appointment = book(make_citizen(), make_offering(move_cutoff=timedelta(hours=2)), "12:00")

    assert _hold(appointment, "13:00", now=at("10:00")).pk
    with pytest.raises(TooLate):
        _hold(appointment, "13:30", now=at("10:00") + timedelta(seconds=1))


def test_the_cut_off_counts_at_the_moment_of_confirming() -> None:
    appointment = book(make_citizen(), make_offering(move_cutoff=timedelta(hours=2)), "12:00")
    kept = _hold(appointment, "13:00", now=at("09:59"))

    with pytest.raises(TooLate):
        _confirm(appointment, kept, now=at("10:01"))

    assert _stored(appointment).starts_at == at("12:00")


def test_a_cancelled_appointment_does_not_move() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    kept = _hold(appointment, "13:00")
    cancel_appointment(appointment_id=appointment.public_id, by=Actor.link(), now=NOW)

    with pytest.raises(NotActive):
        _hold(appointment, "13:30")
    with pytest.raises(HoldReplaced):
        _confirm(appointment, kept)

    assert not Occupancy.objects.exists()


def test_an_appointment_that_is_over_does_not_move() -> None:
    appointment = book(make_citizen(), make_offering(move_cutoff=timedelta(0)), "12:00")

    with pytest.raises(NotActive):
        _hold(appointment, "13:00", now=at("12:30"))


def test_an_unknown_appointment_does_not_move() -> None:
    with pytest.raises(Appointment.DoesNotExist):
        take_moving_hold(appointment_id=uuid.uuid4(), starts_at=at("12:00"), now=NOW)


def test_moving_to_another_day() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")

    moved = _confirm(appointment, _hold(appointment, "09:00", day=TOMORROW))

    assert moved.starts_at == at("09:00", TOMORROW)
    row = Occupancy.objects.get()
    assert (row.during.lower, row.during.upper) == (at("09:00", TOMORROW), at("09:30", TOMORROW))


def test_moving_over_the_change_of_the_clocks_keeps_the_wall_clock() -> None:
    friday, monday = date(2026, 3, 27), date(2026, 3, 30)
    now = at("08:00", date(2026, 3, 20))
    appointment = book_on(friday, make_offering(), now=now)

    moved = _confirm(appointment, _hold(appointment, "09:00", day=monday, now=now), now=now)

    stored = _stored(moved)
    assert f"{stored.starts_at.astimezone(ATHENS):%H:%M %z}" == "09:00 +0300"
    assert f"{stored.ends_at.astimezone(ATHENS):%H:%M %z}" == "09:30 +0300"


def test_the_new_time_may_need_other_people() -> None:
    offering = make_offering(desks=1, opens="08:00", closes="12:00")
    afternoon = make_resource(offering.office)
    open_weekdays(afternoon, offering.office, opens="12:00", closes="16:00")
    offering.needs.get().members.create(resource=afternoon)
    appointment = book(make_citizen(), offering, "11:30")
    morning = Occupancy.objects.get().resource_id

    _move(appointment, "12:00")

    assert Occupancy.objects.get().resource_id == afternoon.pk != morning


def test_employee_and_interpreter_move_together() -> None:
    offering, interpreters = _with_interpreters(1)
    appointment = book(make_citizen(), offering, "12:00")

    _move(appointment, "12:15")

    assert _occupied() == [("12:15", "12:45", "appointment")] * 2
    assert interpreters[0].pk in set(Occupancy.objects.values_list("resource", flat=True))


def test_nobody_moves_alone_when_the_only_interpreter_is_taken() -> None:
    offering, interpreters = _with_interpreters(1)
    appointment = book(make_citizen(), offering, "12:00")
    _engage(interpreters[0], offering, "12:30")
    before = _occupied()

    with pytest.raises(SlotTaken):
        _hold(appointment, "12:15")

    assert _occupied() == before


def test_another_interpreter_comes_where_the_first_is_taken() -> None:
    offering, interpreters = _with_interpreters(2)
    appointment = book(make_citizen(), offering, "12:00")
    first = next(one for one in interpreters if one.pk in _resources(appointment))
    _engage(first, offering, "12:30")

    _move(appointment, "12:15")

    assert {row.during.lower for row in _rows(appointment)} == {at("12:15")}
    assert len(_resources(appointment)) == 2
    assert first.pk not in _resources(appointment)


def test_the_named_employee_comes_along() -> None:
    offering = make_offering(desks=2, names_employee=True)
    named = offering.needs.get().resources.order_by("pk")[1]
    appointment = book(make_citizen(), offering, "12:00")

    kept = take_moving_hold(
        appointment_id=appointment.public_id,
        starts_at=at("13:00"),
        named_employee=named.pk,
        now=NOW,
    )

    assert _confirm(appointment, kept).named_employee == named
    assert Occupancy.objects.get().resource_id == named.pk


def test_two_people_swap_their_times_one_after_the_other() -> None:
    offering = make_offering()
    eleni_s, nikos_s = (
        book(make_citizen(), offering, "12:00"),
        book(make_citizen(), offering, "12:30"),
    )
    _move(eleni_s, "13:00")
    _move(nikos_s, "12:00")

    _move(eleni_s, "12:30")

    assert _stored(eleni_s).starts_at == at("12:30")
    assert _stored(nikos_s).starts_at == at("12:00")


def test_time_that_a_move_leaves_free_is_for_staff_first_where_nearly_all_is_taken() -> None:
    offering = make_offering(
        opens="11:30", closes="12:30", longest_release_delay=timedelta(minutes=30)
    )
    book(make_citizen(), offering, "11:30")
    appointment = book(make_citizen(), offering, "12:00")

    _confirm(appointment, _hold(appointment, "12:00", day=TOMORROW), chance=lambda: 0.5)

    until = NOW + timedelta(minutes=15)
    assert _free(offering) == []
    assert _free(offering, for_staff=True) == ["12:00"]
    assert _free(offering, now=until - timedelta(seconds=1)) == []
    assert _free(offering, now=until + timedelta(seconds=1)) == ["12:00"]


def test_time_that_a_move_leaves_free_is_free_at_once_where_there_is_plenty() -> None:
    offering = make_offering(longest_release_delay=timedelta(minutes=30))
    appointment = book(make_citizen(), offering, "12:00")

    _confirm(appointment, _hold(appointment, "13:00"), chance=lambda: 0.5)

    assert "12:00" in _free(offering)


def test_only_what_an_overlapping_move_leaves_free_is_kept_for_staff() -> None:
    offering = make_offering(
        step=QUARTER,
        opens="12:00",
        closes="12:45",
        longest_release_delay=timedelta(minutes=30),
    )
    appointment = book(make_citizen(), offering, "12:00")

    _confirm(appointment, _hold(appointment, "12:15"), chance=lambda: 0.5)

    assert _occupied() == [("12:00", "12:15", "embargo"), ("12:15", "12:45", "appointment")]


def book_on(day: date, offering: Offering, clock: str = "09:00", *, now: datetime) -> Appointment:
    """Somebody has an appointment on that day."""
    citizen = make_citizen()
    kept = take_hold(citizen=citizen, offering=offering, starts_at=at(clock, day), now=now)
    return confirm(kept.public_id, citizen, now=now)


def _hold(appointment: Appointment, clock: str, *, day: date = TODAY, now: datetime = NOW) -> Hold:
    return take_moving_hold(appointment_id=appointment.public_id, starts_at=at(clock, day), now=now)


def _confirm(
    appointment: Appointment, kept: Hold, *, now: datetime = NOW, chance: Chance = CHANCE
) -> Appointment:
    return move_appointment(
        appointment_id=appointment.public_id,
        hold_id=kept.public_id,
        by=Actor.link(),
        now=now,
        chance=chance,
    )


def _move(appointment: Appointment, clock: str) -> Appointment:
    return _confirm(appointment, _hold(appointment, clock))


def _stored(appointment: Appointment) -> Appointment:
    return Appointment.objects.get(pk=appointment.pk)


def _rows(appointment: Appointment) -> QuerySet[Occupancy]:
    return Occupancy.objects.filter(owner=appointment.public_id)


def _resources(appointment: Appointment) -> set[int]:
    return set(_rows(appointment).values_list("resource", flat=True))


def _occupied() -> list[tuple[str, str, str]]:
    """Everything that is taken: from when to when on the clock of Athens, and by what."""
    return sorted(
        (
            f"{row.during.lower.astimezone(ATHENS):%H:%M}",
            f"{row.during.upper.astimezone(ATHENS):%H:%M}",
            row.kind,
        )
        for row in Occupancy.objects.all()
    )


def _free(offering: Offering, *, now: datetime = NOW, for_staff: bool = False) -> list[str]:
    """The times of the day that can be booked."""
    seen = availability([offering], first_day=TODAY, last_day=TODAY, now=now, for_staff=for_staff)
    return [f"{datetime.fromtimestamp(slot.start, ATHENS):%H:%M}" for slot in seen.slots(offering)]


def _with_interpreters(count: int) -> tuple[Offering, list[Resource]]:
    """One desk, and so many interpreters of whom one is needed."""
    offering = make_offering(step=QUARTER)
    interpreters = [make_resource(offering.office, kind="interpreter") for _ in range(count)]
    add_need(offering, interpreters)
    return offering, interpreters


def _engage(interpreter: Resource, offering: Offering, clock: str) -> None:
    """The interpreter is booked elsewhere in the house."""
    other = make_offering(
        office=offering.office, service=make_service(offering.office.municipality)
    )
    add_need(other, [interpreter])
    book(make_citizen(), other, clock)
