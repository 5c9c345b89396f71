"""Why a verb of booking refuses. Pages put each into a sentence of its own."""


class BookingError(Exception):
    """A refusal that the person must be told."""


class SlotTaken(BookingError):
    """The time is taken, or it cannot be booked (any more)."""


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
    """The cut-off for moving or cancelling has passed: the office can still be phoned.

    Also: the day on which a mark of an employee could be taken back.
    """


class TooEarly(BookingError):
    """An outcome is marked before it can be one."""


class NotActive(BookingError):
    """The appointment was cancelled or is over."""


class NotOffered(BookingError):
    """The municipality has stopped offering this: the service, the office, or both together."""


class NotAllowed(BookingError):
    """The rules forbid this to this actor (R6: a company does not book for a person)."""


class ReasonMissing(BookingError):
    """An employee moves or cancels without saying why: the citizen is owed a reason."""


class NoAddress(BookingError):
    """The participant gave no e-mail address: a code cannot be sent."""


class CodeExpired(BookingError):
    """There is no code that still counts: it expired, was used, or was tried too often."""


class WrongCode(BookingError):
    """Another code was typed than the one that was sent."""

    def __init__(self, tries_left: int) -> None:
        super().__init__(tries_left)
        self.tries_left = tries_left
