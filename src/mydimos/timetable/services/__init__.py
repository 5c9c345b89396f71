"""Verbs: hours, absences, closures and holidays are added, changed, ended and removed."""

from mydimos.timetable.services.absences import add_absence, change_absence, remove_absence
from mydimos.timetable.services.closures import add_closure, change_closure, remove_closure
from mydimos.timetable.services.holidays import (
    add_holiday,
    change_holiday,
    load_holidays,
    remove_holiday,
)
from mydimos.timetable.services.hours import (
    add_opening_hours,
    change_opening_hours,
    end_opening_hours,
    remove_opening_hours,
)

__all__ = [
    "add_absence",
    "add_closure",
    "add_holiday",
    "add_opening_hours",
    "change_absence",
    "change_closure",
    "change_holiday",
    "change_opening_hours",
    "end_opening_hours",
    "load_holidays",
    "remove_absence",
    "remove_closure",
    "remove_holiday",
    "remove_opening_hours",
]
