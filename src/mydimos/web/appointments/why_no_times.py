"""Why there is no free time, in one sentence (slot policy, "Why is there nothing?")."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mydimos import formats
from mydimos.scheduling.explain import Reason

_ON_A_DAY: dict[Reason | None, str | Promise] = {
    Reason.HOLIDAY: _("This day is a public holiday."),
    Reason.CLOSED: _("The office is closed on this day."),
    Reason.ABSENT: _("No employee is there for this service on this day."),
    Reason.NOTICE: _("It is too soon: this service must be booked earlier."),
    Reason.OCCUPIED: _("All times are taken."),
    Reason.OTHER_NEED: _("No interpreter is free at these times."),
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
    Reason.OTHER_NEED: _("No interpreter is free at these times."),
    Reason.KEPT_FOR_STAFF: _("The last times are given by phone or at the counter only."),
    None: _("There are no hours for this service on these days."),
}


def sentence(reason: Reason | None, *, in_a_month: bool, last_day: date) -> str:
    """The sentence for a reason of `why_nothing`; None: there are no opening hours."""
    if reason is Reason.HORIZON:
        text = gettext("It is too far ahead: appointments open up to %(last_day)s.")
        return text % {"last_day": formats.day(last_day)}
    return str((_IN_A_MONTH if in_a_month else _ON_A_DAY)[reason])
