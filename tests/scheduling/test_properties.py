from copy import deepcopy
from dataclasses import replace
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mydimos.scheduling.availability import Slot, available_slots, days_with_slots
from mydimos.scheduling.explain import Reason, explain
from mydimos.scheduling.question import Question
from mydimos.scheduling.spans import merge
from tests.scheduling.oracle import candidates, local_date, verdict
from tests.scheduling.questions import questions, roomy_questions


@settings(max_examples=2 * settings().max_examples)
@given(questions())
def test_the_engine_says_what_the_policy_says(question: Question) -> None:
    verdicts = {start: verdict(question, start) for start in candidates(question)}

    slots = available_slots(question)

    assert {slot.start: slot.free for slot in slots} == {
        start: free for start, free in verdicts.items() if not isinstance(free, Reason)
    }
    assert explain(question) == {
        start: reason for start, reason in verdicts.items() if isinstance(reason, Reason)
    }


@given(questions())
def test_slots_and_explanations_share_out_the_candidates(question: Question) -> None:
    there = [slot.start for slot in available_slots(question)]
    why_not = list(explain(question))

    assert sorted(there + why_not) == candidates(question)


@given(questions())
def test_slots_are_sorted_and_each_is_there_once(question: Question) -> None:
    slots = available_slots(question)

    assert all(a.start < b.start for a, b in pairwise(slots))
    assert {slot.end - slot.start for slot in slots} <= {question.rules.duration}


@given(roomy_questions())
def test_a_slot_lies_in_an_opening_and_meets_nothing(question: Question) -> None:
    rules = question.rules
    for slot in available_slots(question):
        for group, free in zip(question.needs, slot.free, strict=True):
            for one in (timetable for timetable in group if timetable.resource in free):
                assert any(a <= slot.start and slot.end <= b for a, b in merge(one.openings))
                for start, end, before, after in one.busy:
                    assert (
                        start == end
                        or slot.end + max(rules.gap_after, before) <= start
                        or end + max(after, rules.gap_before) <= slot.start
                    )
                for start, end in merge([*one.off, *one.closed]):
                    assert slot.end <= start or end <= slot.start


@given(questions(), st.data())
def test_removing_an_occupation_never_removes_a_slot(
    question: Question, data: st.DataObject
) -> None:
    fewer = deepcopy(question)
    members = [timetable for group in fewer.needs for timetable in group if timetable.busy]
    assume(members)
    freed = data.draw(st.sampled_from(members))
    freed.busy.pop(data.draw(st.integers(0, len(freed.busy) - 1)))

    assert starts(available_slots(question)) <= starts(available_slots(fewer))


@given(roomy_questions(), st.data())
def test_widening_an_opening_on_the_same_grid_never_removes_a_slot(
    question: Question, data: st.DataObject
) -> None:
    wider = deepcopy(question)
    for timetable in (timetable for group in wider.needs for timetable in group):
        timetable.openings = merge(timetable.openings)
    disjoint = deepcopy(wider)
    members = [timetable for group in wider.needs for timetable in group if timetable.openings]
    assume(members)
    widened = data.draw(st.sampled_from(members))
    start, end = widened.openings.pop()
    steps = data.draw(st.integers(0, 6)) * question.rules.grid_step
    earlier = start - steps if not widened.openings else start
    widened.openings.append((earlier, end + data.draw(st.integers(0, 7200))))

    assert starts(available_slots(disjoint)) <= starts(available_slots(wider))


@given(questions())
def test_the_month_counts_the_times_of_its_days(question: Question) -> None:
    days = [local_date(slot.start) for slot in available_slots(question)]

    assert days_with_slots(question) == {day: days.count(day) for day in days}


@given(questions(), st.integers(0, 5))
def test_the_first_times_are_the_first_of_all(question: Question, limit: int) -> None:
    assert available_slots(question, limit=limit) == available_slots(question)[:limit]


@given(questions())
def test_staff_see_all_that_the_public_sees(question: Question) -> None:
    public = available_slots(replace(question, for_staff=False))
    staff = available_slots(replace(question, for_staff=True))

    assert starts(public) <= starts(staff)


def starts(slots: list[Slot]) -> set[int]:
    return {slot.start for slot in slots}
