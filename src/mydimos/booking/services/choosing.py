"""From a wanted time to the resources that serve it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from mydimos.booking.errors import SlotTaken
from mydimos.booking.models import Hold
from mydimos.booking.queries.availability import availability
from mydimos.booking.services.occupying import Claim, Occupied, occupy, still_serve
from mydimos.directory.models import Offering
from mydimos.directory.rules import is_offered
from mydimos.scheduling.choice import Preferences, combinations
from mydimos.scheduling.rules import ConfigurationError
from mydimos.scheduling.spans import local_day


def take_time(claim: Claim, *, named: int | None, now: datetime) -> tuple[int, ...]:
    """Occupy the time with the best of the free resources; returns them in the order of the needs.

    Raises SlotTaken when the time cannot be booked, or when all who could serve were taken
    meanwhile.
    """
    taken: set[int] = set()
    for resources in _candidates(claim, named, now):
        if taken.isdisjoint(resources):
            try:
                occupy(claim, resources, now=now)
            except Occupied as occupied:
                # Where the interpreter is taken, trying each employee with them is of no use.
                taken.add(occupied.resource)
            else:
                return resources
    raise SlotTaken


def take_held_time(
    claim: Claim, hold: Hold, take: Callable[..., None], *, now: datetime
) -> tuple[int, ...]:
    """Occupy the hold's time for the claim; returns the resources in the order of the needs.

    They are those of the hold, or others where one of them does not serve the offering any more. A
    hold that ran out is no promise: its time is chosen as if for the first time, so it is refused
    where it was closed meanwhile. Raises SlotTaken.
    """
    is_live = hold.is_live(now=now)
    if hold.starts_at <= now or not (is_live or is_offered(claim.offering, now=now)):
        raise SlotTaken
    if is_live and still_serve(claim.offering, hold.resources):
        try:
            take(claim, hold.resources, now=now)
        except Occupied:
            pass
        else:
            return tuple(hold.resources)
    return take_time(claim, named=hold.named_employee_id, now=now)


def ends_at(offering: Offering, starts_at: datetime) -> datetime:
    """When an appointment of this offering ends; in UTC, so that no change of clocks matters."""
    return starts_at.astimezone(UTC) + offering.duration


def _candidates(claim: Claim, named: int | None, now: datetime) -> Iterator[tuple[int, ...]]:
    start = claim.span[0]
    day = local_day(start)
    free = availability(
        [claim.offering],
        first_day=day,
        last_day=day,
        now=now,
        ignoring=claim.ours,
        for_staff=claim.by_staff,
        with_others=named is None,
    )
    try:
        slots = free.slots(claim.offering, named=named)
    except ConfigurationError:
        return
    slot = next((slot for slot in slots if slot.start == start), None)
    if slot is None or claim.starts_at.timestamp() != start:
        return
    resources = {resource for group in slot.free for resource in group}
    is_choice = any(len(group) > 1 for group in slot.free)
    preferences = Preferences(
        losses=free.losses(claim.offering, claim.span) if is_choice else {},
        load=free.load(resources),
        last_served=free.last_served(resources, start),
    )
    yield from combinations(slot, preferences, wanted=named)
