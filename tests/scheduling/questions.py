"""Random questions to the engine, around the nights in which the clocks change."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from mydimos.scheduling.question import Busy, Question, Timetable
from mydimos.scheduling.rules import BookingRules
from mydimos.scheduling.spans import Span
from tests.scheduling.clock import HOUR, MINUTE, moment

PIECE = 5 * MINUTE
HOURS_COVERED = 72
EVES = [moment(f"{day}T00:00") for day in ("2026-03-28", "2026-10-24", "2026-06-01")]
GAPS = st.sampled_from([0, 0, 5, 10, 30]).map(lambda minutes: minutes * MINUTE)
SHARES: st.SearchStrategy[Fraction | Decimal] = st.one_of(
    st.sampled_from([Fraction(0), Fraction(1, 3), Fraction(1)]), st.just(Decimal("0.2"))
)


@st.composite
def spans(draw: st.DrawFn, eve: int, longest: int = 24) -> Span:
    """Up to `longest` pieces of five minutes, perhaps none, perhaps across midnight."""
    start = eve + draw(st.integers(0, HOURS_COVERED * 12)) * PIECE
    return start, start + draw(st.integers(0, longest)) * PIECE


@st.composite
def opening_spans(draw: st.DrawFn, eve: int) -> Span:
    """Ten minutes to ten hours, from a quarter of an hour on."""
    start = eve + draw(st.integers(0, HOURS_COVERED * 4)) * 15 * MINUTE
    return start, start + draw(st.integers(2, 120)) * PIECE


@st.composite
def occupations(draw: st.DrawFn, openings: list[Span]) -> Busy:
    """An occupation that begins in or near an opening."""
    opens, closes = draw(st.sampled_from(openings))
    start = opens + draw(st.integers(-6, (closes - opens) // PIECE)) * PIECE
    return start, start + draw(st.integers(0, 18)) * PIECE, draw(GAPS), draw(GAPS)


@st.composite
def timetables(draw: st.DrawFn, resource: int, eve: int, common: list[Span]) -> Timetable:
    own = draw(st.sampled_from([common, common, None]))
    openings = list(own or draw(st.lists(spans(eve) | opening_spans(eve), max_size=4)))
    few = st.lists(spans(eve), max_size=2)
    return Timetable(
        resource,
        openings=openings,
        off=draw(few),
        busy=draw(st.lists(occupations(openings or common), max_size=6)),
        closed=draw(few),
        on_holiday=draw(few),
    )


@st.composite
def booking_rules(draw: st.DrawFn) -> BookingRules:
    minutes = st.sampled_from([10, 15, 30, 45, 60])
    step = draw(st.none() | minutes)
    return BookingRules(
        duration=draw(minutes) * MINUTE,
        step=None if step is None else step * MINUTE,
        gap_before=draw(GAPS),
        gap_after=draw(GAPS),
        notice=draw(st.sampled_from([0, 0, 1, 5, 26])) * HOUR,
        horizon_days=draw(st.sampled_from([3, 2, 1, 0])),
        staff_share=draw(SHARES),
    )


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """One to three needs; the resources of one need may belong to another too."""
    eve = draw(st.sampled_from(EVES))
    common = draw(st.lists(opening_spans(eve), min_size=1, max_size=4))
    everybody = [draw(timetables(number, eve, common)) for number in (3, 1, 2)]
    group = st.lists(st.sampled_from(everybody), min_size=1, max_size=3, unique_by=id)
    first = eve + draw(st.sampled_from([0, 0, 9, 26])) * HOUR + draw(st.integers(0, 12)) * PIECE
    return Question(
        needs=[draw(group) for _ in range(draw(st.sampled_from([1, 1, 2, 3])))],
        rules=draw(booking_rules()),
        # in the small hours of a change "the same hour" means two moments or none
        now=eve + draw(st.sampled_from([-16, -3, 7, 19])) * HOUR + draw(st.integers(0, 35)) * PIECE,
        for_staff=draw(st.booleans()),
        first=first,
        last=first + draw(st.sampled_from([90, 90, 24, 3, 0])) * HOUR,
    )


@st.composite
def roomy_questions(draw: st.DrawFn) -> Question:
    """Questions to which there is often an answer: no kept share, short notice, far horizon."""
    question = draw(questions())
    rules = replace(question.rules, notice=0, horizon_days=5, staff_share=Fraction(0))
    return replace(question, rules=rules, last=question.begins + HOURS_COVERED * HOUR)
