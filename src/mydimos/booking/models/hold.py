"""Time kept while a form is filled in."""

import uuid
from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from mydimos.booking.models.appointment import Appointment
from mydimos.directory.models import Municipality, Offering, Resource
from mydimos.identity.models import Citizen, User


class Hold(models.Model):
    """A time that is kept for a few minutes. Its public id becomes the appointment's.

    A hold that has run out still confirms as long as its time can be booked.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Keys of two columns (migration 0001) tie offering, employee and moved appointment to it.
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    offering = models.ForeignKey(
        Offering, models.CASCADE, related_name="holds", db_constraint=False
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    # The employee whom the citizen asked for (R9).
    named_employee = models.ForeignKey(
        Resource,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="named_in_holds",
        db_constraint=False,
    )
    # Who was chosen, in the order of the needs. Their time: `Occupancy`, owned by the public id.
    resources = ArrayField(models.BigIntegerField())
    citizen = models.OneToOneField(Citizen, models.CASCADE, null=True, related_name="hold")
    employee = models.OneToOneField(User, models.CASCADE, null=True, related_name="hold")
    moves = models.OneToOneField(Appointment, models.CASCADE, null=True, related_name="moving_hold")

    class Meta:
        constraints = [
            # One owner, and (by the unique columns) one live hold for each.
            models.CheckConstraint(
                name="hold_has_one_owner",
                condition=Q(citizen__isnull=False, employee__isnull=True, moves__isnull=True)
                | Q(citizen__isnull=True, employee__isnull=False, moves__isnull=True)
                | Q(citizen__isnull=True, employee__isnull=True, moves__isnull=False),
            ),
            models.CheckConstraint(
                name="hold_end_after_start", condition=Q(ends_at__gt=F("starts_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"hold {self.public_id}"

    def is_live(self, *, now: datetime) -> bool:
        return self.expires_at > now
