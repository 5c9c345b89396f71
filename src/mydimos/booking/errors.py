"""What can stand in the way of booking. Each is told to the person in words of their own."""


class BookingError(Exception):
    """Something that a person must be told."""


class SlotTaken(BookingError):
    """Somebody was faster, or the time cannot be booked (any more)."""


class HoldReplaced(BookingError):
    """The form belongs to a time that was given up: another was chosen, in another tab perhaps."""


class LimitReached(BookingError):
    """The person has as many active appointments as are allowed."""

    def __init__(self, allowed: int, *, of_this_service: bool) -> None:
        super().__init__(allowed)
        self.allowed = allowed
        self.of_this_service = of_this_service


class TwoAtOnce(BookingError):
    """The person has an appointment of their own at that time, and cannot be at both."""


class TooLate(BookingError):
    """The cut-off for moving or cancelling has passed: the office can still be phoned."""


class NotActive(BookingError):
    """The appointment was cancelled or is over."""


class NotOffered(BookingError):
    """The municipality has stopped offering this: the service, the office, or both together."""


class NotAllowed(BookingError):
    """The rules forbid this, whatever the form said (R6: a company does not book for a person)."""
