"""Taken time: the one table that makes a double booking impossible."""

from datetime import timedelta
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from mydimos.directory.models import Resource


class SingletonRange(Func):
    """`int8range(x, x, '[]')`: lets GiST compare a plain number without an extension."""

    function = "int8range"

    def __init__(self, expression: str, **extra: Any) -> None:
        super().__init__(F(expression), F(expression), Value("[]"), **extra)


class Occupancy(models.Model):
    """A stretch of time in which one resource is taken."""

    class Kind(models.TextChoices):
        APPOINTMENT = "appointment", _("Appointment")
        HOLD = "hold", _("Held while a form is filled in")
        EMBARGO = "embargo", _("Freed, not yet released to the public")

    resource = models.ForeignKey(
        Resource, models.PROTECT, related_name="occupancies", db_index=False
    )
    during = DateTimeRangeField()
    kind = models.CharField(max_length=11, choices=Kind)
    # The public id of the hold or of the appointment; a hold's becomes the appointment's.
    owner = models.UUIDField(db_index=True)
    expires_at = models.DateTimeField(null=True)
    # The pause that the owner of this time asks for: between two, the longer one counts.
    gap_before = models.PositiveSmallIntegerField(default=0)  # minutes
    gap_after = models.PositiveSmallIntegerField(default=0)  # minutes

    class Meta:
        verbose_name_plural = "occupancies"
        constraints = [
            # Two citizens may press "Book" at the same moment. Only the database sees both.
            ExclusionConstraint(
                name="one_occupancy_at_a_time",
                expressions=[
                    (SingletonRange("resource_id"), RangeOperators.OVERLAPS),
                    ("during", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                name="occupancy_appointments_never_expire",
                condition=Q(kind="appointment", expires_at__isnull=True)
                | (~Q(kind="appointment") & Q(expires_at__isnull=False)),
            ),
            # Reading looks back one day from the window's start for what reaches into it.
            models.CheckConstraint(
                name="occupancy_at_most_a_day",
                condition=Q(
                    during__startswith__isnull=False,
                    during__isempty=False,
                    during__endswith__lte=F("during__startswith") + timedelta(days=1),
                ),
            ),
        ]
        indexes = [
            # Reads three times faster than the constraint's GiST index, and alone: all that
            # `queries.availability` needs is in it.
            models.Index(
                F("resource"),
                Func(F("during"), function="lower"),
                name="occupancy_reading",
                include=["during", "kind", "owner", "expires_at", "gap_before", "gap_after"],
            ),
            # The sweep of holds and embargoes that ran out.
            models.Index(
                "expires_at", name="occupancy_expiring", condition=Q(expires_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource_id} {self.during.lower:%Y-%m-%d %H:%M} {self.kind}"
