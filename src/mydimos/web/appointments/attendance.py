"""Who must take part (R6), in the words of each channel."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mydimos.directory.models import Channel


class Attendance(NamedTuple):
    """The sentences of one channel."""

    yourself: str | Promise
    another: str | Promise
    not_enough: str | Promise
    company: str | Promise
    named: str | Promise  # with a place for the name
    short: str | Promise  # before the name, in a table


ATTENDANCE = {
    Channel.IN_PERSON: Attendance(
        yourself=_("You must appear at the appointment yourself."),
        another=_("The person you are booking for must appear at the appointment."),
        not_enough=_("It is not enough that you come."),
        company=_("The person who represents the company must appear at the appointment."),
        named=_("This person must be present at the appointment: %(name)s."),
        short=_("This person must be present"),
    ),
    Channel.PHONE: Attendance(
        yourself=_("You must answer the call yourself."),
        another=_("The person you are booking for must answer the call."),
        not_enough=_("It is not enough that you answer."),
        company=_("The person who represents the company must answer the call."),
        named=_("This person must answer the call: %(name)s."),
        short=_("This person must answer the call"),
    ),
    Channel.VIDEO: Attendance(
        yourself=_("You must take part in the video call yourself."),
        another=_("The person you are booking for must take part in the video call."),
        not_enough=_("It is not enough that you take part."),
        company=_("The person who represents the company must take part in the video call."),
        named=_("This person must take part in the video call: %(name)s."),
        short=_("This person must take part in the video call"),
    ),
}
