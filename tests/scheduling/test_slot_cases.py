"""Cases from the field: how other systems went wrong, or what their people had to decide.

Four of the sixty-two are not here, and why:

- B57 (one's own appointment does not block its move): the engine is told what is busy; that the
  question leaves out one's own appointment is a test of booking's queries. The same goes for the
  holds and cancelled appointments below: their part here is that without them the time is free.
- F06 (every two days): opening rules repeat by weeks or by months, never by days.
- F09 and E16 (the 31st, or the 18th, of each month): a month's rule names a weekday, not a day.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from mydimos.scheduling.availability import Slot, available_slots
from mydimos.scheduling.hours import Expander, InvalidRule, OpeningRule, rules_overlap
from mydimos.scheduling.question import Busy, Question, Timetable
from mydimos.scheduling.rules import BookingRules, ConfigurationError, Misconfiguration, window
from mydimos.scheduling.spans import ATHENS, Span, local_day, merge, overlaps, subtract
from tests.scheduling.clock import HOUR, MINUTE, moment

Case = dict[str, Any]

CASES: list[Case] = [
    json.loads(line)
    for line in Path(__file__).with_name("slot_cases.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_case_from_the_field(case: Case) -> None:
    CHECKS[case["kind"]](case)


def check_slots(case: Case) -> None:
    expect, found = case["expect"], slots(case)
    begins = [slot.start for slot in found]
    if "starts" in expect:
        assert begins == moments(case, expect["starts"])
    if "first" in expect:
        assert begins[0] == moment(expect["first"], zone(case))
    if "count" in expect:
        assert len(begins) == expect["count"]
    assert len(begins) >= expect.get("count_at_least", 0)
    assert set(moments(case, expect.get("includes", []))) <= set(begins)
    assert not set(moments(case, expect.get("excludes", []))) & set(begins)


def check_holds(case: Case) -> None:
    hold = case["hold"]
    busy = [] if hold["by"] == "me" else [[hold["start"], hold["end"]]]
    check_slots({**case, "busy": busy})


def check_slot_status(case: Case) -> None:
    start, end = span(case, case["slot"])
    found = slots({**case, "open": [case["slot"]], "duration": (end - start) // MINUTE})

    assert bool(found) == (case["expect"]["slot"] == "free")


def check_free(case: Case) -> None:
    free = subtract(spans(case, case["open"]), spans(case, case["busy"]))

    assert free == spans(case, case["expect"]["free"])


def check_overlap_intervals(case: Case) -> None:
    assert overlaps(span(case, case["a"]), span(case, case["b"])) == case["expect"]["overlap"]


def check_intersect(case: Case) -> None:
    """Needs of which each is open in one of the sets: together they serve each common minute."""
    needs = [[Timetable(n, spans(case, one))] for n, one in enumerate(case["sets"])]
    rules = BookingRules(MINUTE, horizon_days=1)
    minutes = available_slots(Question(needs, rules, now=needs[0][0].openings[0][0]))

    together = merge((slot.start, slot.end) for slot in minutes)
    assert together == spans(case, case["expect"]["ranges"])


def check_admit(case: Case) -> None:
    """Capacity n is n counters: accepted where the existing ones can have been seated so."""
    gap = case.get("buffer", 0) * MINUTE
    start, end = span(case, case["new"])
    rules = BookingRules(end - start, gap_before=gap, gap_after=gap, horizon_days=0)
    accepted = any(
        available_slots(Question([desks], rules, now=start, zone=zone(case)))
        for desks in seatings(case, (start, end), gap)
    )

    assert accepted == case["expect"]["accepted"]


def check_multi_slot(case: Case) -> None:
    """Places are resources; a service of n slots lasts n times as long on the same grid."""
    opening = span(case, ["2026-03-02T09:00", "2026-03-02T12:00"])
    assert len(case["places"]) * HOUR == opening[1] - opening[0]
    desks = [Timetable(place, [opening]) for place in range(case["places"][0])]
    for count, places in case["expect"].items():
        rules = BookingRules(int(count) * HOUR, step=HOUR, horizon_days=0)
        found = available_slots(Question([desks], rules, now=opening[0]))
        offered = {slot.start: len(slot.free[0]) for slot in found}
        assert [offered.get(opening[0] + n * HOUR, 0) for n in range(len(places))] == places


def check_window(case: Case) -> None:
    rules = BookingRules(
        1800, notice=case["min_delay"] * MINUTE, horizon_days=case["max_delay"] // 1440
    )
    bookable = window(rules, moment(case["now"]))
    wanted = span(case, case["range"])

    clipped = max(wanted[0], bookable.earliest), min(wanted[1], bookable.latest)

    assert clipped == span(case, case["expect"]["range"])


def check_bookable_day(case: Case) -> None:
    rules = BookingRules(1800, notice=0, horizon_days=case["end_in_days"])
    for one in case["cases"]:
        opens = moment(f"{one['day']}T{one['opening_start']}")
        desk = Timetable(1, [(opens, opens + HOUR)])
        found = available_slots(Question([[desk]], rules, now=moment(case["now"])))
        assert bool(found) == one["bookable"]


def check_next_valid_start(case: Case) -> None:
    rules = BookingRules(1800, notice_working_days=case["lead_business_days"], horizon_days=30)
    monday = date(2026, 3, 2)
    week = [monday + timedelta(days=n) for n in range(7)]

    starts = {
        f"{day:%a}": f"{local_day(window(rules, moment(f'{day}T15:00')).earliest):%a}"
        for day in week
    }

    assert starts == case["map"]


def check_occurrences(case: Case) -> None:
    first, last = map(date.fromisoformat, case["window"])
    expected = [date.fromisoformat(day) for day in case["expect"]["dates"]]

    assert days_of(opening_rules(case["rule"]), first, last) == expected


def check_occurs_on(case: Case) -> None:
    day = date.fromisoformat(case["day"])

    assert bool(days_of(opening_rules(case["rule"]), day, day)) == case["expect"]["occurs"]


def check_overlap_rules(case: Case) -> None:
    pairs = product(short_rules(case["a"]), short_rules(case["b"]))

    assert any(rules_overlap(a, b) for a, b in pairs) == case["expect"]["overlap"]


def check_ranges(case: Case) -> None:
    weekly, days = case["weekly"], [date.fromisoformat(day) for day in case["days"]]
    start, end = minute_of(weekly["start"]), minute_of(weekly["end"])
    if end <= start:
        with pytest.raises(InvalidRule):
            OpeningRule(start, end, weekday=0)
        return

    rules = [OpeningRule(start, end, weekday=number - 1) for number in weekly["weekdays"]]

    assert Expander(days, zone=zone(case)).openings(rules) == spans(case, case["expect"]["utc"])


def check_holiday(case: Case) -> None:
    holiday = date.fromisoformat(case["holiday"])
    rules = [OpeningRule(480, 840, weekday=number - 1) for number in case["opening"]["weekdays"]]

    assert bool(Expander([holiday], {holiday}).openings(rules)) == case["expect"]["open"]


def check_config(case: Case) -> None:
    assert case["expect"]["error"] == "booking window undefined"
    with pytest.raises(ConfigurationError) as error:
        available_slots(Question([[Timetable(1, [])]], BookingRules(1800), now=0))

    assert error.value.reason is Misconfiguration.NO_HORIZON


CHECKS: dict[str, Callable[[Case], None]] = {
    name.removeprefix("check_"): check
    for name, check in list(globals().items())
    if name.startswith("check_")
}


def slots(case: Case) -> list[Slot]:
    open_time = spans(case, case["open"])
    now = moment(case["now"], zone(case)) if "now" in case else open_time[0][0]
    rules = BookingRules(
        duration=case["duration"] * MINUTE,
        step=case["step"] * MINUTE if "step" in case else None,
        gap_before=case.get("before", 0) * MINUTE,
        gap_after=case.get("after", 0) * MINUTE,
        notice=case.get("lead", 0) * MINUTE,
        horizon_days=30,
    )
    desk = Timetable(1, open_time, busy=list(occupations(case)))
    return available_slots(Question([[desk]], rules, now=now, zone=zone(case)))


def occupations(case: Case) -> Iterable[Busy]:
    for one in case.get("busy", []):
        if isinstance(one, list):
            yield *span(case, one), 0, 0
        elif one.get("status") != "cancelled":
            gaps = one.get("before", 0) * MINUTE, one.get("after", 0) * MINUTE
            yield *span(case, [one["start"], one["end"]]), *gaps


def seatings(case: Case, opening: Span, gap: int) -> Iterable[list[Timetable]]:
    """Every way in which the existing appointments can stand at the counters."""
    existing = spans(case, case["existing"])
    for seats in product(range(case["capacity"]), repeat=len(existing)):
        desks = [Timetable(number, [opening]) for number in range(case["capacity"])]
        for seat, (start, end) in zip(seats, existing, strict=True):
            desks[seat].busy.append((start, end, gap, gap))
        if not any(meet_each_other(desk.busy) for desk in desks):
            yield desks


def meet_each_other(busy: list[Busy]) -> bool:
    return any(
        overlaps((a[0], a[1]), (b[0], b[1])) for n, a in enumerate(busy) for b in busy[n + 1 :]
    )


def opening_rules(rule: Case) -> list[OpeningRule]:
    limits: dict[str, Any] = {
        "first_day": date.fromisoformat(rule["start_date"]),
        "last_day": date.fromisoformat(rule["until"]) if "until" in rule else None,
    }
    if rule["freq"] == "monthly_nth":
        return [OpeningRule(480, 840, weekday=rule["weekday"] - 1, nth=rule["n"], **limits)]
    return [
        OpeningRule(480, 840, weekday=number - 1, every_weeks=rule["interval"], **limits)
        for number in rule["weekdays"]
    ]


def short_rules(rule: Case) -> list[OpeningRule]:
    """Rules as the overlap cases write them; their note says what the letters mean."""
    day, (start, end) = date.fromisoformat(rule["d"]), rule["t"]
    if "w" not in rule:
        return [OpeningRule(start * 60, end * 60, on=day)]
    until = date.fromisoformat(rule["u"]) if "u" in rule else None
    weekly = OpeningRule(
        start * 60, end * 60, weekday=0, first_day=day, last_day=until, every_weeks=rule["i"]
    )
    return [replace(weekly, weekday=number - 1) for number in rule["w"]]


def days_of(rules: list[OpeningRule], first: date, last: date) -> list[date]:
    return [local_day(start) for start, _ in Expander((first, last)).openings(rules)]


def minute_of(wall_clock: str) -> int:
    hour, minute = map(int, wall_clock.split(":"))
    return hour * 60 + minute


def zone(case: Case) -> ZoneInfo:
    return ZoneInfo(case["tz"]) if "tz" in case else ATHENS


def moments(case: Case, texts: list[str]) -> list[int]:
    return [moment(text, zone(case)) for text in texts]


def span(case: Case, texts: list[str]) -> Span:
    start, end = moments(case, texts)
    return start, end


def spans(case: Case, pairs: list[list[str]]) -> list[Span]:
    return [span(case, pair) for pair in pairs]
