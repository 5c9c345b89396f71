"""The rows of the people of an appointment, and the words by which employees find them."""

from collections.abc import Iterable, Iterator

from mydimos.booking.models import Appointment, Participant, ParticipantWord
from mydimos.booking.people import People, Person
from mydimos.booking.rules import may_invite
from mydimos.booking.words import digests_of
from mydimos.crypto.hashing import keyed_hash
from mydimos.identity.models import Citizen

Columns = dict[str, str | bytes | None]


def add_participants(appointment: Appointment, people: People, applicant: Citizen | None) -> None:
    """Store the people of a new appointment; without an applicant where staff booked."""
    rows = Participant.objects.bulk_create(_rows(appointment, people, applicant))
    ParticipantWord.objects.bulk_create(words_of(rows))


def words_of(participants: Iterable[Participant]) -> Iterator[ParticipantWord]:
    """The rows of the word index for these participants, unsaved."""
    for participant in participants:
        for digest in digests_of(participant.name, participant.company):
            yield ParticipantWord(
                digest=digest,
                participant=participant,
                appointment_id=participant.appointment_id,
            )


def email_columns(email: str) -> Columns:
    """The sealed e-mail address and its blind index."""
    if not email:
        return {"email": None, "email_index": None}
    return {"email": email, "email_index": keyed_hash(email.lower(), purpose="email")[1]}


def phone_columns(phone: str) -> Columns:
    """The sealed phone number (E.164) and its blind index."""
    return {"phone": phone, "phone_index": keyed_hash(phone, purpose="phone")[1]}


def _rows(
    appointment: Appointment, people: People, applicant: Citizen | None
) -> Iterator[Participant]:
    if applicant:
        yield _row(
            appointment,
            people,
            role=Participant.Role.APPLICANT,
            citizen=applicant,
            **email_columns(people.copy_to),
        )
    yield _appearing(appointment, people, people.served)
    if people.guest and may_invite(appointment.channel):
        yield _row(
            appointment,
            people,
            role=Participant.Role.GUEST,
            name=people.guest.name,
            **email_columns(people.guest.email),
        )


def _appearing(appointment: Appointment, people: People, person: Person) -> Participant:
    role = Participant.Role.REPRESENTATIVE if person.company else Participant.Role.SERVED
    return _row(
        appointment,
        people,
        role=role,
        name=person.name,
        company=person.company or None,
        requirements=list(person.requirements) or None,
        notes=person.notes or None,
        **phone_columns(person.phone),
        **email_columns(person.email),
    )


def _row(appointment: Appointment, people: People, **columns: object) -> Participant:
    return Participant(
        appointment=appointment,
        municipality_id=appointment.municipality_id,
        language=people.served.language,
        **columns,
    )
