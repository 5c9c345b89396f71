"""Who has come. A visit names no person: its appointment's participants do."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mydimos.booking.models import Appointment
from mydimos.directory.models import Department, Municipality
from mydimos.identity.models import User

ENDED = ("done", "left")


class Visit(models.Model):
    """The presence of the person of one appointment, from arriving to leaving.

    Without a row the person has not come yet. Walk-ins, when there are some, have a ticket in
    place of the appointment.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        IN_SERVICE = "in_service", _("In service")
        DONE = "done", _("Served")
        LEFT = "left", _("Left without being served")

    # Keys of two columns (migration 0001) tie appointment and department to the municipality.
    appointment = models.OneToOneField(
        Appointment, models.CASCADE, related_name="visit", db_constraint=False
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="+", db_constraint=False
    )
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    arrived_at = models.DateTimeField()
    # Null in a visit that is done: its beginning was not marked.
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    # R27: that it was checked and by whom; of the paper itself nothing is kept.
    identity_checked_at = models.DateTimeField(null=True)
    identity_checked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="visit_state",
                condition=Q(state="waiting", started_at__isnull=True, ended_at__isnull=True)
                | Q(state="in_service", started_at__isnull=False, ended_at__isnull=True)
                | Q(state__in=ENDED, ended_at__isnull=False),
            ),
            # A comparison with null is no violation.
            models.CheckConstraint(
                name="visit_times_in_order",
                condition=Q(started_at__gte=F("arrived_at"))
                & Q(ended_at__gte=F("arrived_at"))
                & Q(ended_at__gte=F("started_at")),
            ),
            models.CheckConstraint(
                name="visit_identity_checked_by",
                condition=Q(identity_checked_at__isnull=True, identity_checked_by__isnull=True)
                | Q(identity_checked_at__isnull=False, identity_checked_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} since {self.arrived_at:%H:%M}"

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def is_in_service(self) -> bool:
        return self.state == self.State.IN_SERVICE

    @property
    def has_ended(self) -> bool:
        return self.state in ENDED
