"""The people of an appointment as they were submitted, before they become rows."""

from dataclasses import dataclass, field

from mydimos.booking.models import Appointment
from mydimos.notices.models import TextVersion


@dataclass(frozen=True, slots=True, repr=False)
class Person:
    """The person who will appear (R7)."""

    name: str
    email: str
    phone: str  # E.164
    company: str = ""
    requirements: tuple[str, ...] = ()
    notes: str = ""
    language: str = "el"


@dataclass(frozen=True, slots=True, repr=False)
class Guest:
    """A third person who takes part in a video call; the employee sends the link (R16)."""

    name: str
    email: str


@dataclass(frozen=True, slots=True, repr=False)
class People:
    """Who appears, on whose behalf it was booked, who else takes part, who wants a copy."""

    on_behalf: Appointment.OnBehalf
    served: Person
    guest: Guest | None = None
    copy_to: str = field(default="")  # the applicant's address, when a copy is wished for


@dataclass(frozen=True, slots=True)
class Declaration:
    """The texts that a citizen saw on submitting (R8): the declaration and the privacy notice."""

    text: TextVersion
    notice: TextVersion
