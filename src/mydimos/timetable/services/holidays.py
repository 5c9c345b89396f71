"""Holidays beside the national ones, and exceptions from them: add, change, remove, load."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from mydimos.audit.actors import Actor
from mydimos.audit.acts import Act
from mydimos.audit.services import record
from mydimos.directory.models import Municipality
from mydimos.directory.reference_data import read
from mydimos.timetable.errors import HolidayExists, InvalidHoliday
from mydimos.timetable.holidays import is_holiday_rule
from mydimos.timetable.models import Holiday


@transaction.atomic
def add_holiday(
    *,
    municipality: Municipality | None,
    rule: str = "",
    on: date | None = None,
    is_working: bool = False,
    name_el: str = "",
    name_en: str = "",
    by: Actor,
    now: datetime,
) -> Holiday:
    """Add a holiday of each year (`rule`) or of one date; without a municipality for all.

    `is_working` turns a holiday into a working day. Raises InvalidHoliday, HolidayExists.
    """
    holiday = Holiday(
        municipality=municipality,
        rule=rule,
        on=on,
        is_working=is_working,
        name_el=name_el,
        name_en=name_en,
    )
    _check(holiday)
    holiday.save()
    _record(Act.HOLIDAY_ADDED, holiday, by, now)
    return holiday


@transaction.atomic
def change_holiday(
    *,
    holiday: Holiday,
    rule: str = "",
    on: date | None = None,
    is_working: bool = False,
    name_el: str = "",
    name_en: str = "",
    by: Actor,
    now: datetime,
) -> Holiday:
    """Give a holiday another day or another name. Raises InvalidHoliday, HolidayExists."""
    holiday.rule, holiday.on, holiday.is_working = rule, on, is_working
    holiday.name_el, holiday.name_en = name_el, name_en
    _check(holiday)
    holiday.save()
    _record(Act.HOLIDAY_CHANGED, holiday, by, now)
    return holiday


@transaction.atomic
def remove_holiday(*, holiday: Holiday, by: Actor, now: datetime) -> None:
    """Delete a holiday: the day is worked, unless it is a national one."""
    holiday.delete()
    _record(Act.HOLIDAY_REMOVED, holiday, by, now)


@transaction.atomic
def load_holidays(*, rows: Iterable[dict[str, str]] | None = None) -> int:
    """Give municipalities the local holidays of the code book; return how many are new.

    A municipality that has yearly holidays of its own owns that list: it is left as it is. Rows are
    those of `data/local_holidays.csv` unless others are given.
    """
    own = set(
        Holiday.objects.filter(municipality__isnull=False)
        .exclude(rule="")
        .values_list("municipality_id", flat=True)
    )
    new = [
        Holiday(
            municipality_id=row["municipality_code"],
            rule=row["rule"],
            name_el=row["name_el"],
            name_en=row["name_en"],
        )
        for row in rows or read("local_holidays.csv")
        if row["municipality_code"] not in own
    ]
    return len(Holiday.objects.bulk_create(new, ignore_conflicts=True))


def _check(holiday: Holiday) -> None:
    is_yearly = holiday.on is None
    if is_yearly is not is_holiday_rule(holiday.rule) or (holiday.rule and not is_yearly):
        raise InvalidHoliday
    same_day = Holiday.objects.filter(
        municipality_id=holiday.municipality_id, rule=holiday.rule, on=holiday.on
    )
    if same_day.exclude(pk=holiday.pk).exists():
        raise HolidayExists


def _record(act: Act, holiday: Holiday, by: Actor, now: datetime) -> None:
    record(act, by=by, now=now, municipality=holiday.municipality_id or "")
