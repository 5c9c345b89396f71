"""A citizen who moves an appointment."""

import uuid

from django.test import Client

from mydimos.audit.actors import Actor
from mydimos.booking.models import Appointment, Hold
from mydimos.booking.services import cancel_appointment
from mydimos.identity.models import Citizen
from tests.factories import NOW, book, make_citizen, make_offering
from tests.web.visitors import Page, logged_in, moment


class Mover:
    """A citizen with an appointment at noon."""

    def __init__(self, clock_time: str = "12:00", **offering: object) -> None:
        self.citizen: Citizen = make_citizen()
        self.offering = make_offering(**offering)  # type: ignore[arg-type]
        self.appointment = book(self.citizen, self.offering, clock_time)
        self.address = f"/appointments/{self.appointment.public_id}/"
        self.browser: Client = logged_in(self.citizen)

    def get(self, page: str) -> Page:
        return self.browser.get(f"{self.address}{page}")

    def post(self, page: str, **form: str) -> Page:
        return self.browser.post(f"{self.address}{page}", form)

    def choose(self, time: str) -> Page:
        form = {"starts_at": moment(time)}
        return self.browser.post(f"{self.address}move/", form, follow=True)

    def confirm(self, kept: uuid.UUID | None = None) -> Page:
        kept = kept or Hold.objects.get(moves=self.appointment).public_id
        form = {"hold_id": str(kept)}
        return self.browser.post(f"{self.address}move/confirm/", form, follow=True)

    def cancel(self) -> None:
        cancel_appointment(
            appointment_id=self.appointment.public_id,
            by=Actor.citizen(self.citizen.pk),
            now=NOW,
        )

    @property
    def stored(self) -> Appointment:
        return Appointment.objects.get(pk=self.appointment.pk)

    @property
    def starts_at(self) -> str:
        return f"{self.stored.starts_at.astimezone(NOW.tzinfo):%H:%M}"
