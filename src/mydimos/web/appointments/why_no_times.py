"""Why there is no free time, in one sentence (slot policy, "Why is there nothing?")."""

from collections.abc import Collection
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mydimos import formats
from mydimos.directory.models import Resource
from mydimos.scheduling.explain import Reason

_ON_A_DAY: dict[Reason | None, str | Promise] = {
    Reason.HOLIDAY: _("This day is a public holiday."),
    Reason.CLOSED: _("The office is closed on this day."),
    Reason.ABSENT: _("No employee is there for this service on this day."),
    Reason.NOTICE: _("It is too soon: this service must be booked earlier."),
    Reason.OCCUPIED: _("All times are taken."),
    Reason.KEPT_FOR_STAFF: _(
        "The last times of this day are given by phone or at the counter only."
    ),
    None: _("There are no hours for this service on this day."),
}

_IN_A_MONTH: dict[Reason | None, str | Promise] = {
    Reason.HOLIDAY: _("The days on which this service is offered are public holidays."),
    Reason.CLOSED: _("The office is closed on these days."),
    Reason.ABSENT: _("No employee is there for this service on these days."),
    Reason.NOTICE: _("It is too soon: this service must be booked earlier."),
    Reason.OCCUPIED: _("All times are taken."),
    Reason.KEPT_FOR_STAFF: _("The last times are given by phone or at the counter only."),
    None: _("There are no hours for this service on these days."),
}


# What an offering needs besides the first resource (slot policy: needs), where it is of one kind.
_MISSING: dict[str, str | Promise] = {
    Resource.Kind.INTERPRETER: _("No interpreter is free at these times."),
    Resource.Kind.COUNTER: _("No counter is free at these times."),
    Resource.Kind.EMPLOYEE: _("The second employee who is needed is not free at these times."),
}


def sentence(
    reason: Reason | None, *, in_a_month: bool, last_day: date, other_needs: Collection[str] = ()
) -> str:
    """The sentence for a reason of `why_nothing`; None: there are no opening hours.

    `other_needs`: the kinds of resources that the offering needs besides the first.
    """
    if reason is Reason.OTHER_NEED:
        kinds = set(other_needs)
        if len(kinds) == 1:
            return str(_MISSING[kinds.pop()])
        return gettext("Not all who are needed for this service are free at these times.")
    if reason is Reason.HORIZON:
        text = gettext("It is too far ahead: appointments open up to %(last_day)s.")
        return text % {"last_day": formats.day(last_day)}
    return str((_IN_A_MONTH if in_a_month else _ON_A_DAY)[reason])
