"""The people of the demo's appointments. Their mailboxes are in a domain that cannot exist."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import cycle

from mydimos.booking.models import Appointment, Participant, Requirement
from mydimos.crypto.hashing import keyed_hash
from mydimos.identity.models import Citizen
from mydimos.scheduling.spans import ATHENS, Span, overlaps
from mydimos_demo.content.chance import Chance
from mydimos_demo.content.people import COMPANIES, InventedName, invented_name
from mydimos_local.gsis.people import CITIZENS, tax_number

Role = Participant.Role

IN_ENGLISH, COPIES, SPECIAL_NEEDS, REMARKS = 0.05, 0.1, 0.04, 0.03
NOTES = (
    "Θα έρθω με το μωρό μου.",
    "Χρειάζομαι περισσότερα αντίγραφα.",
    "Έχω μαζί μου και το παλιό πιστοποιητικό.",
)
ELENI = InventedName("Ελένη Παπαδοπούλου", "Eleni Papadopoulou")


class Public:
    """The citizens who book, each in turn: none comes near the limits of active appointments."""

    def __init__(self, citizens: Sequence[Citizen], chance: Chance) -> None:
        self._eleni, *others = citizens
        self._next = cycle(others)
        self._chance = chance
        self._booked: dict[int, list[Span]] = defaultdict(list)  # by the citizen's key

    def of(self, appointment: Appointment, *, is_eleni: bool) -> Iterator[Participant]:
        """The applicant, who has no other appointment then, and the person who will appear."""
        chance = self._chance
        language = "en" if chance.happens(IN_ENGLISH) and not is_eleni else "el"
        copy_to = invented_name(chance).mailbox if chance.happens(COPIES) else ""
        yield Participant(
            appointment=appointment,
            municipality_id=appointment.municipality_id,
            role=Role.APPLICANT,
            citizen=self._eleni if is_eleni else self._free_citizen(appointment),
            language=language,
            **_address(copy_to),
        )
        person = ELENI if is_eleni else invented_name(chance)
        yield self._who_appears(appointment, person, language)

    def _free_citizen(self, appointment: Appointment) -> Citizen:
        """The next citizen whose own appointments do not overlap this one."""
        moments = appointment.starts_at, appointment.ends_at
        span = int(moments[0].timestamp()), int(moments[1].timestamp())
        free = (
            citizen
            for citizen in self._next
            if not any(overlaps(span, one) for one in self._booked[citizen.pk])
        )
        found = next(free)
        self._booked[found.pk].append(span)
        return found

    def _who_appears(
        self, appointment: Appointment, person: InventedName, language: str
    ) -> Participant:
        chance = self._chance
        is_company = appointment.on_behalf == Appointment.OnBehalf.COMPANY
        phone = f"+3069000{chance.randrange(100_000):05}"
        return Participant(
            appointment=appointment,
            municipality_id=appointment.municipality_id,
            role=Role.REPRESENTATIVE if is_company else Role.SERVED,
            name=person.name_el if language == "el" else person.name_en,
            company=chance.choice(COMPANIES) if is_company else None,
            phone=phone,
            phone_index=keyed_hash(phone, purpose="phone")[1],
            requirements=self._requirements(appointment),
            notes=chance.choice(NOTES) if chance.happens(REMARKS) else None,
            language=language,
            **_address(person.mailbox),
        )

    def _requirements(self, appointment: Appointment) -> list[str] | None:
        if appointment.offering.service.slug == "sign-language-interpretation":
            return [Requirement.SIGN_LANGUAGE.value]
        if self._chance.happens(SPECIAL_NEEDS):
            return [self._chance.choice((Requirement.STEP_FREE, Requirement.LOW_VISION)).value]
        return None


def draw_citizens(count: int, *, now: datetime, chance: Chance) -> list[Citizen]:
    """Eleni of the test login, and citizens of made-up tax numbers (keyed hashes only)."""
    today = now.astimezone(ATHENS).date()
    numbers = [f"1{number:07}" for number in chance.sample(range(10_000_000), count)]
    citizens = []
    for number in (CITIZENS[0].tax_number, *map(tax_number, numbers)):
        version, digest = keyed_hash(number, purpose="tax number")
        citizens.append(
            Citizen(
                tax_number_hash=digest,
                key_version=version,
                kind=Citizen.Kind.PERSON,
                last_seen_on=today - timedelta(days=chance.randint(0, 20)),
            )
        )
    return citizens


def _address(mailbox: str) -> dict[str, str | bytes]:
    if not mailbox:
        return {}
    email = f"{mailbox}@mail.example"
    return {"email": email, "email_index": keyed_hash(email, purpose="email")[1]}
