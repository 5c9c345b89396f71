"""Secret links: derived, never stored. Each opens one appointment to its bearer."""

from copy import copy

from django.conf import settings

from mydimos.booking.models import Appointment, Participant
from mydimos.crypto.hashing import is_signed, sign
from mydimos.directory.models import Municipality


def link_path(appointment: Appointment, role: str, language: str) -> str:
    """The path of the appointment's page for a participant of this role.

    Moving keeps it; raising `link_version` ends it. English pages live under /en/.
    """
    signature = sign(*_signed_parts(appointment, role))
    return f"{_prefix(language)}/a/{appointment.public_id}/{role}/{signature}/"


def link_url(appointment: Appointment, role: str, language: str) -> str:
    """The URL of `link_path`, for mails and calendars."""
    return f"{settings.PUBLIC_URL}{link_path(appointment, role, language)}"


def video_url(appointment: Appointment, role: str, language: str) -> str:
    """The address of the video call: fixed from the first mail on (D2§6, D2§9)."""
    return f"{link_url(appointment, role, language)}video/"


BEARERS = frozenset(
    {
        Participant.Role.APPLICANT.value,
        Participant.Role.SERVED.value,
        Participant.Role.REPRESENTATIVE.value,
    }
)
"""The roles whose links open the pages of an appointment.

Guests and interpreters get theirs from the employee (R16): these open other pages.
"""


def may_open(appointment: Appointment, role: str, signature: str) -> bool:
    """Whether the signature in an address is good for this role, now; in constant time."""
    return is_signed(signature, *_signed_parts(appointment, role))


def may_open_outcome(appointment: Appointment, role: str, signature: str) -> bool:
    """Whether the link opens the outcome of cancelling: valid now, or until a citizen cancelled."""
    if may_open(appointment, role, signature):
        return True
    before = copy(appointment)
    before.link_version -= 1
    was_valid = may_open(before, role, signature)
    return was_valid and appointment.status == Appointment.Status.CANCELLED_BY_CITIZEN


def municipality_url(municipality: Municipality, language: str) -> str:
    """Where a new appointment with the municipality begins."""
    return f"{settings.PUBLIC_URL}{_prefix(language)}/m/{municipality.slug}/"


def privacy_url(municipality: Municipality, language: str) -> str:
    """The municipality's privacy notice."""
    return f"{municipality_url(municipality, language)}privacy/"


def _prefix(language: str) -> str:
    return "" if language == "el" else f"/{language}"


def _signed_parts(appointment: Appointment, role: str) -> tuple[str, str, str, str]:
    return "appointment", str(appointment.public_id), role, str(appointment.link_version)
