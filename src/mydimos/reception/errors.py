"""Why a verb of reception refuses. Pages put each into a sentence of its own."""

from mydimos.booking.errors import BookingError


class NotAsked(BookingError):
    """Whether the person served has come was not answered, and it must be (D2§2)."""


class PersonDidNotAppear(BookingError):
    """Another than the person served has come: move the appointment, or mark it as missed."""


class NotArrived(BookingError):
    """The person has not come, as far as is written down."""


class NotInService(BookingError):
    """The person still waits."""


class InService(BookingError):
    """The service has started: that is taken back first."""
