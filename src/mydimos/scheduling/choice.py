from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from mydimos.scheduling.availability import Slot


def choose(
    slot_free: Sequence[int],
    *,
    load: Mapping[int, int],
    last_served: Mapping[int, int | None],
    wanted: int | None = None,
    referent: int | None = None,
) -> list[int]:
    """The free resources of one need in the order in which to try them (slot policy, "Each time").

    `wanted` is the employee the citizen chose: nobody else will do, so the answer may be empty.
    Otherwise the `referent` of the case comes first, then the least loaded that day (`load`:
    appointments that day), then the one longest without (`last_served`: epoch seconds; never is
    longest), then the lowest id.
    """
    if wanted is not None:
        return [wanted] if wanted in slot_free else []

    def preference(resource: int) -> tuple[bool, int, float, int]:
        served = last_served.get(resource)
        longest = float("-inf") if served is None else served
        return resource != referent, load.get(resource, 0), longest, resource

    return sorted(slot_free, key=preference)


def combinations(
    slot: Slot,
    *,
    load: Mapping[int, int],
    last_served: Mapping[int, int | None],
    wanted: int | None = None,
    referent: int | None = None,
) -> Iterator[tuple[int, ...]]:
    """One resource per need, nobody twice, in order of preference; for `choose`'s arguments.

    `wanted` is an employee of the first need; the choice there weighs more than in later needs.
    """
    first, *others = slot.free
    orders = [
        choose(first, load=load, last_served=last_served, wanted=wanted, referent=referent),
        *(choose(free, load=load, last_served=last_served, referent=referent) for free in others),
    ]
    return (chosen for chosen in product(*orders) if len(set(chosen)) == len(chosen))
