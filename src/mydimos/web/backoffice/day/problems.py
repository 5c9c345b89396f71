"""Refusals of verbs as sentences for employees."""

from django.utils.translation import gettext_lazy as _

from mydimos.booking import errors as booking
from mydimos.reception import errors as reception

PROBLEMS = {
    booking.NotActive: _("The appointment has changed meanwhile: look at its present state."),
    booking.TooEarly: _("It is too early for this mark."),
    booking.TooLate: _("It is too late: a mark is taken back on the day on which it was set."),
    booking.SlotTaken: _("This time is no longer available. The appointment stays as it is."),
    booking.HoldReplaced: _("Another time was chosen meanwhile. The appointment stays as it is."),
    booking.TwoAtOnce: _("The citizen has another appointment at that time."),
    booking.NotOffered: _("The service is not offered any more: it can be cancelled, not moved."),
    booking.ReasonMissing: _("Say why, so that the citizen can be told."),
    reception.NotAsked: _("Say whether the person to be served has come."),
    reception.PersonDidNotAppear: _(
        "The person to be served must appear. Change the time, or mark the appointment as missed."
    ),
    reception.NotArrived: _("First mark the person as arrived."),
    reception.NotInService: _("First mark the start of the service."),
    reception.InService: _("First take back the start of the service."),
}
"""By class of the error; what is not here is a mistake of a page of ours."""

KNOWN = tuple(PROBLEMS)


def sentence(refusal: booking.BookingError) -> str:
    """What the employee reads."""
    return str(PROBLEMS[type(refusal)])
