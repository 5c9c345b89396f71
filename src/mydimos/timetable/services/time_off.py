"""What absences and closures have in common: checks of their times."""

from mydimos.scheduling.spans import local_day
from mydimos.timetable.errors import EndsTooEarly, UntilTooEarly, UntilWithoutRepetition
from mydimos.timetable.models import TimeOff


def check_times(row: TimeOff) -> None:
    """Raise what the constraints of `TimeOff` would refuse.

    Raises EndsTooEarly, UntilTooEarly, UntilWithoutRepetition.
    """
    if row.ends_at <= row.starts_at:
        raise EndsTooEarly
    if row.until is None:
        return
    if not row.every_weeks:
        raise UntilWithoutRepetition
    if row.until < local_day(int(row.starts_at.timestamp())):
        raise UntilTooEarly
