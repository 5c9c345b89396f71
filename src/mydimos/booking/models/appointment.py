"""Appointments and what became of them."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mydimos.directory.models import Channel, Department, Municipality, Offering, Resource


class Appointment(models.Model):
    """An agreement to serve somebody at a time. Nothing here says who: participants do."""

    class Status(models.TextChoices):
        BOOKED = "booked", _("Booked")
        COMPLETED = "completed", _("Completed")
        MISSED = "missed", _("Missed")
        CANCELLED_BY_CITIZEN = "cancelled_citizen", _("Cancelled by the citizen")
        CANCELLED_BY_MUNICIPALITY = "cancelled_municipality", _("Cancelled by the municipality")

    class OnBehalf(models.TextChoices):
        SELF = "self", _("For myself")
        OTHER = "other", _("For another person")
        COMPANY = "company", _("For a company")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=8, unique=True)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="appointments")
    department = models.ForeignKey(Department, models.PROTECT, related_name="appointments")
    offering = models.ForeignKey(Offering, models.PROTECT, related_name="appointments")
    channel = models.CharField(max_length=9, choices=Channel)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    status = models.CharField(max_length=22, choices=Status, default=Status.BOOKED)
    on_behalf = models.CharField(max_length=7, choices=OnBehalf)
    # The employee whom the citizen asked for (R9); null: whoever is free.
    named_employee = models.ForeignKey(
        Resource, models.PROTECT, null=True, blank=True, related_name="named_in"
    )
    # Raised by each change: SEQUENCE of the calendar file (RFC 5545, 3.8.7.4).
    sequence = models.PositiveSmallIntegerField(default=0)
    # Raised by cancelling and by "new link": older secret links end.
    link_version = models.PositiveSmallIntegerField(default=1)
    # R8: which text was declared, and when.
    declaration_version = models.CharField(max_length=20)
    declared_at = models.DateTimeField()
    booked_at = models.DateTimeField()
    # The hold whose time it was last moved to: the same form sent twice moves once.
    moved_by = models.UUIDField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="appointment_end_after_start", condition=Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(
                name="appointment_reference", condition=Q(reference__regex=r"^[2-9A-Z]{8}$")
            ),
        ]
        indexes = [
            # The day of a department; the reminders that are due.
            models.Index("department", "starts_at", name="appointment_day"),
            models.Index("starts_at", name="appointment_upcoming", condition=Q(status="booked")),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_booked(self) -> bool:
        return self.status == self.Status.BOOKED

    @property
    def is_cancelled(self) -> bool:
        return self.status in {
            self.Status.CANCELLED_BY_CITIZEN,
            self.Status.CANCELLED_BY_MUNICIPALITY,
        }

    @property
    def spoken_reference(self) -> str:
        """The reference in two groups, as people read it out: «K7RM-2XQP»."""
        return f"{self.reference[:4]}-{self.reference[4:]}"

    def is_active(self, *, now: datetime) -> bool:
        """Booked and not over: counts towards the limits."""
        return self.is_booked and self.ends_at > now


class HistoryEntry(models.Model):
    """One change of an appointment: what it was after it."""

    class Act(models.TextChoices):
        BOOKED = "booked", _("Booked")
        MOVED = "moved", _("Moved")
        CANCELLED = "cancelled", _("Cancelled")
        COMPLETED = "completed", _("Completed")
        MISSED = "missed", _("Missed")

    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="history")
    act = models.CharField(max_length=9, choices=Act)
    at = models.DateTimeField()
    actor = models.CharField(max_length=8)
    starts_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "history entries"

    def __str__(self) -> str:
        return f"{self.act} {self.at:%Y-%m-%d %H:%M}"
