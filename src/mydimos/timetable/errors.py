"""What hinders a change of hours, absences, closures or holidays. Each has a sentence for pages."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class TimetableError(Exception):
    """A change that was refused; `sentence` tells the administrator why."""

    sentence: str | Promise


class HoursOverlap(TimetableError):
    """The resource has hours at that time already, at the same office and for the same channel."""

    sentence = _("These hours overlap others of the same employee or counter at this office.")


class UnknownChannel(TimetableError):
    """The hours are to hold for a channel that does not exist."""

    sentence = _("Choose in person, by phone or by video.")


class NotLent(TimetableError):
    """The resource is neither the municipality's own nor lent to it."""

    sentence = _("This employee or counter does not serve in this municipality.")


class LastDayTooEarly(TimetableError):
    """The last day of hours lies before their first day."""

    sentence = _("The last day is earlier than the first day.")


class EndsTooEarly(TimetableError):
    """An absence or a closure does not end after it starts."""

    sentence = _("The end must be later than the start.")


class UntilTooEarly(TimetableError):
    """The last day of a repeated absence or closure lies before its first time."""

    sentence = _("The last day of the repetition is earlier than the first time.")


class UntilWithoutRepetition(TimetableError):
    """A last day was given, but no repetition that it could end."""

    sentence = _("A last day is only given for what is repeated.")


class InvalidHoliday(TimetableError):
    """Neither a day of each year nor one date, or both at once."""

    sentence = _("Give a day of each year, or days from Easter, or one date.")


class HolidayExists(TimetableError):
    """The municipality has an entry for that day already."""

    sentence = _("There is an entry for this day already.")
