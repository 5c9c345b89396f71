"""The choice of a resource keeps the other services of the office possible."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from fractions import Fraction
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from mydimos.scheduling.availability import Slot, available_slots
from mydimos.scheduling.choice import NO_LOSS, Preferences, choose, losses
from mydimos.scheduling.question import Question, Timetable
from mydimos.scheduling.rules import BookingRules
from tests.scheduling.clock import HOUR, MINUTE, between, desk, on, taken
from tests.scheduling.questions import booking_rules, roomy_questions

QUARTER = BookingRules(15 * MINUTE, horizon_days=1)
HALF_HOUR = BookingRules(30 * MINUTE, horizon_days=1)
EARLY = on("06:00")


def test_a_quarter_of_an_hour_goes_where_the_half_hour_is_lost_already() -> None:
    begun = desk(between("09:00", "10:00"), number=1, busy=[taken("09:00", "09:15")])
    empty = desk(between("09:00", "10:00"), number=2)

    lost = losses(
        (on("09:15"), on("09:30")), QUARTER, [(HALF_HOUR, ask([begun, empty], HALF_HOUR))]
    )

    assert lost.get(1, NO_LOSS) == NO_LOSS
    assert lost[2] == (1, 0)


def test_who_serves_one_service_only_is_chosen_before_who_serves_two() -> None:
    only_quarters, both = desk(between("09:00", "10:00"), number=8), desk(number=9)
    both.openings = only_quarters.openings
    lost = losses((on("09:00"), on("09:15")), QUARTER, [(HALF_HOUR, ask([both], HALF_HOUR))])

    assert choose([both.resource, only_quarters.resource], Preferences(lost)) == [8, 9]


def test_the_pauses_of_both_services_are_counted() -> None:
    counter = desk(between("09:00", "12:00"))
    with_pause = replace(HALF_HOUR, gap_before=30 * MINUTE, gap_after=30 * MINUTE)
    span = (on("10:00"), on("10:30"))

    without = losses(span, HALF_HOUR, [(HALF_HOUR, ask([counter], HALF_HOUR))])
    around = losses(span, HALF_HOUR, [(with_pause, ask([counter], with_pause))])

    assert (without[1], around[1]) == ((1, 0), (3, 0))


def test_an_interpreter_whom_another_service_cannot_spare_counts_as_lost() -> None:
    employee = desk(between("09:00", "09:30"), number=1)
    interpreters = [desk(between("09:00", "09:30"), number=number) for number in (7, 8)]
    span = (on("09:00"), on("09:30"))

    scarce = available_slots(Question([[employee], interpreters[:1]], HALF_HOUR, EARLY))
    enough = available_slots(Question([[employee], interpreters], HALF_HOUR, EARLY))

    assert losses(span, HALF_HOUR, [(HALF_HOUR, scarce)])[7] == (1, 0)
    assert losses(span, HALF_HOUR, [(HALF_HOUR, enough)])[7] == (0, 1)


@given(roomy_questions(), booking_rules(), st.data())
def test_no_more_times_of_another_service_are_lost_than_by_any_other_choice(
    question: Question, others_rules: BookingRules, data: st.DataObject
) -> None:
    first_need = replace(question, needs=question.needs[:1])
    rules = replace(others_rules, notice=0, horizon_days=5, staff_share=Fraction(0))
    some = st.lists(st.sampled_from(question.needs[0]), min_size=1, max_size=2, unique_by=id)
    other = replace(question, rules=rules, needs=[data.draw(some), *question.needs[1:]])
    slots = [slot for slot in available_slots(first_need) if len(slot.free[0]) > 1]
    assume(slots)
    slot = data.draw(st.sampled_from(slots))
    before = available_slots(other)

    lost = losses((slot.start, slot.end), question.rules, [(rules, before)])
    load = {resource: data.draw(st.integers(0, 3)) for resource in slot.free[0]}
    chosen, *rest = choose(slot.free[0], Preferences(lost, load))

    def really_lost(resource: int) -> int:
        after = available_slots(booked(other, resource, slot, question.rules))
        return len(before) - len(after)

    assert really_lost(chosen) == lost.get(chosen, NO_LOSS)[0]
    assert all(really_lost(chosen) <= really_lost(resource) for resource in rest)


def test_fewer_people_are_refused_than_by_the_load_alone() -> None:
    days = [Random(seed) for seed in range(12)]
    offices = [
        (2, {15: 3, 30: 1}),
        (3, {15: 3, 30: 2, 45: 1}),
        (5, {10: 3, 15: 3, 60: 1}),
    ]
    for counters, services in offices:
        refused = {
            best_fit: sum(
                refusals(deepcopy(day), counters, services, best_fit=best_fit) for day in days
            )
            for best_fit in (False, True)
        }
        assert refused[True] * 5 <= refused[False] * 4, (counters, services, refused)


def refusals(day: Random, counters: int, services: dict[int, int], *, best_fit: bool) -> int:
    """How many of those who would just fill a day find no time; wishes are random."""
    desks = [desk(between("08:00", "14:00"), number=number) for number in range(counters)]
    rules = [BookingRules(minutes * MINUTE, horizon_days=1) for minutes in services]
    refused = 0
    for mine, wish in wishes(day, counters, services):
        slots = ask(desks, rules[mine])
        if not slots:
            refused += 1
            continue
        slot = min(slots, key=lambda slot: abs(slot.start - wish))
        others = [(one, ask(desks, one)) for one in rules if one is not rules[mine]]
        lost = losses((slot.start, slot.end), rules[mine], others) if best_fit else {}
        load = {one.resource: len(one.busy) for one in desks}
        chosen = choose(slot.free[0], Preferences(lost, load))[0]
        desks[chosen].busy.append((slot.start, slot.end, 0, 0))
    return refused


def wishes(day: Random, counters: int, services: dict[int, int]) -> Iterator[tuple[int, int]]:
    """A service and a moment for each person, until the minutes of the day are used up."""
    left = counters * 6 * 60
    while left > 0:
        (mine,) = day.choices(range(len(services)), [*services.values()])
        left -= [*services][mine]
        yield mine, on("08:00") + day.randrange(6 * HOUR)


def ask(desks: list[Timetable], rules: BookingRules) -> list[Slot]:
    return available_slots(Question([desks], rules, EARLY))


def booked(question: Question, resource: int, slot: Slot, rules: BookingRules) -> Question:
    copy = deepcopy(question)
    busy = (slot.start, slot.end, rules.gap_before, rules.gap_after)
    for timetable in {
        id(timetable): timetable
        for group in copy.needs
        for timetable in group
        if timetable.resource == resource
    }.values():
        timetable.busy.append(busy)
    return copy
