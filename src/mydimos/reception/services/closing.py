"""Closing and opening the row of a visit; the verbs decide when."""

from datetime import datetime

from mydimos.reception.models import Visit


def close(visit: Visit, state: Visit.State, *, now: datetime) -> None:
    """End a visit, unless it has ended."""
    if visit.has_ended:
        return
    visit.state = state
    visit.ended_at = max(now, visit.started_at or visit.arrived_at)
    visit.save(update_fields=["state", "ended_at"])


def open_again(visit: Visit) -> None:
    """Put a visit that has ended back to where it was."""
    visit.state = Visit.State.IN_SERVICE if visit.started_at else Visit.State.WAITING
    visit.ended_at = None
    visit.save(update_fields=["state", "ended_at"])
