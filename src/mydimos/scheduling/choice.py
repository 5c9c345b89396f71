"""Who serves a time of several who could."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from mydimos.scheduling.availability import Slot
from mydimos.scheduling.candidates import has_distinct
from mydimos.scheduling.rules import BookingRules
from mydimos.scheduling.spans import Span

Loss = tuple[int, int]
"""Times of other offerings that cannot be booked any more; places lost at times that still can."""

NO_LOSS: Loss = (0, 0)


@dataclass(frozen=True, slots=True)
class Preferences:
    """What decides between resources that are free at the same time, by resource.

    `losses` is what `losses` counts, `load` the number of appointments that day, `last_served` the
    end of the last appointment before the time in epoch seconds, None or missing if there is none.
    """

    losses: Mapping[int, Loss] = field(default_factory=dict)
    load: Mapping[int, int] = field(default_factory=dict)
    last_served: Mapping[int, int | None] = field(default_factory=dict)


def choose(
    free: Iterable[int], preferences: Preferences, *, wanted: int | None = None
) -> list[int]:
    """The free resources of one need in the order in which to try them (slot policy, "Each time").

    Best fit first: fewest times of the office's other services lost, then fewest places at them.
    Then the least loaded, then the one longest without an appointment, then the lowest id.
    `wanted` is the employee whom the citizen chose: only he or she is in the answer then.
    """
    if wanted is not None:
        return [resource for resource in free if resource == wanted]

    def preference(resource: int) -> tuple[Loss, int, float, int]:
        served = preferences.last_served.get(resource)
        longest = float("-inf") if served is None else served
        return (
            preferences.losses.get(resource, NO_LOSS),
            preferences.load.get(resource, 0),
            longest,
            resource,
        )

    return sorted(free, key=preference)


def combinations(
    slot: Slot, preferences: Preferences, *, wanted: int | None = None
) -> Iterator[tuple[int, ...]]:
    """One resource per need, none twice, in order of preference.

    `wanted` is an employee of the first need; the choice there weighs more than in later needs.
    """
    first, *others = slot.free
    orders = [
        choose(first, preferences, wanted=wanted),
        *(choose(free, preferences) for free in others),
    ]
    return (chosen for chosen in product(*orders) if len(set(chosen)) == len(chosen))


def losses(
    span: Span, rules: BookingRules, others: Iterable[tuple[BookingRules, Sequence[Slot]]]
) -> dict[int, Loss]:
    """What other offerings lose if a resource serves this span, by resource.

    `rules` are those of the span's offering, `others` the rules and the free slots in order of each
    other offering.
    """
    times: dict[int, int] = defaultdict(int)
    places: dict[int, int] = defaultdict(int)
    for other, slots in others:
        for slot in _hindered(span, rules, other, slots):
            for resource in {resource for group in slot.free for resource in group}:
                still_served = has_distinct(slot.free, frozenset({resource}))
                (places if still_served else times)[resource] += 1
    return {resource: (times[resource], places[resource]) for resource in {*times, *places}}


def _hindered(
    span: Span, rules: BookingRules, other: BookingRules, slots: Sequence[Slot]
) -> Sequence[Slot]:
    """The slots of another offering that a resource cannot serve beside the span."""
    before = max(rules.gap_before, other.gap_after)
    after = max(rules.gap_after, other.gap_before)
    i = bisect_right(slots, span[0] - before, key=lambda slot: slot.end)
    j = bisect_left(slots, span[1] + after, key=lambda slot: slot.start)
    return slots[i:j]
