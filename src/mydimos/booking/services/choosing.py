"""From a time that somebody wants to the resources that serve it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from mydimos.booking.errors import SlotTaken
from mydimos.booking.models import Hold
from mydimos.booking.queries.availability import availability
from mydimos.booking.services.occupying import Claim, Occupied, occupy, still_serve
from mydimos.directory.models import Offering
from mydimos.directory.rules import is_offered
from mydimos.scheduling.choice import combinations
from mydimos.scheduling.rules import ConfigurationError
from mydimos.scheduling.spans import local_day


def take_time(claim: Claim, *, named: int | None, now: datetime) -> tuple[int, ...]:
    """Occupy the time with whoever is free and first in line; the resources, in order of the needs.

    Raises SlotTaken when the time cannot be booked, or when others were faster with all who could.
    """
    for resources in _candidates(claim, named, now):
        try:
            occupy(claim, resources, now=now)
        except Occupied:
            continue
        return resources
    raise SlotTaken


def take_held_time(
    claim: Claim, hold: Hold, take: Callable[..., None], *, now: datetime
) -> tuple[int, ...]:
    """Make the time of a hold the claim's, with whom it was promised; the resources.

    With others, where one of those serves this no longer. What ran out is no promise: it is taken
    as if it were chosen now, and so never in hours that were closed since. Raises SlotTaken.
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
    )
    try:
        slots = free.slots(claim.offering, named=named)
    except ConfigurationError:
        return
    slot = next((slot for slot in slots if slot.start == start), None)
    if slot is None or claim.starts_at.timestamp() != start:
        return
    everybody = {resource for group in slot.free for resource in group}
    yield from combinations(
        slot,
        load=free.load(everybody),
        last_served=free.last_served(everybody, start),
        wanted=named,
    )
