"""Appointments and what became of them."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Least
from django.utils.translation import gettext_lazy as _

from mydimos.audit.actors import ActorKind
from mydimos.crypto.fields import SealedTextField
from mydimos.directory.models import Channel, Department, Municipality, Offering, Resource
from mydimos.identity.models import User
from mydimos.notices.models import TextVersion

CANCELLED = ("cancelled_citizen", "cancelled_municipality")


class Appointment(models.Model):
    """An agreement to serve a person at a time. It holds no personal data: participants do."""

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

    class MadeBy(models.TextChoices):
        CITIZEN = "citizen", _("Citizen")
        EMPLOYEE = "employee", _("Employee")
        IMPORT = "import", _("Import from another system")

    class Through(models.TextChoices):
        WEB = "web", _("Online")
        PHONE = "phone", _("By phone")
        COUNTER = "counter", _("At the counter")
        IMPORT = "import", _("Import from another system")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # The subject of audit lines. It stands in no address and no mail: once the row is erased,
    # no line can be tied to the appointment any more.
    trace = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=8, unique=True)
    # Keys of two columns (migration 0001) tie department, offering and employee to it.
    # No index of its own: on a fresh database PostgreSQL would check those keys along it, reading
    # all appointments of a municipality for each new one.
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        related_name="appointments",
        db_constraint=False,
        db_index=False,
    )
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="appointments", db_constraint=False
    )
    offering = models.ForeignKey(
        Offering, models.PROTECT, related_name="appointments", db_constraint=False
    )
    channel = models.CharField(max_length=9, choices=Channel)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    status = models.CharField(max_length=22, choices=Status, default=Status.BOOKED)
    on_behalf = models.CharField(max_length=7, choices=OnBehalf)
    made_by = models.CharField(max_length=8, choices=MadeBy)
    booked_through = models.CharField(max_length=7, choices=Through)
    # The employee whom the citizen asked for (R9); null: any employee.
    named_employee = models.ForeignKey(
        Resource,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="named_in",
        db_constraint=False,
    )
    # Raised by each change: SEQUENCE of the calendar file (RFC 5545, 3.8.7.4).
    sequence = models.PositiveSmallIntegerField(default=0)
    # Raised by cancelling, by a corrected contact and by "new link": older secret links end.
    link_version = models.PositiveSmallIntegerField(default=1)
    # R8: which texts the applicant saw and declared, and when. Staff and imports declare nothing.
    declaration = models.ForeignKey(
        TextVersion, models.PROTECT, null=True, related_name="+", db_index=False
    )
    notice = models.ForeignKey(
        TextVersion, models.PROTECT, null=True, related_name="+", db_index=False
    )
    declared_at = models.DateTimeField(null=True)
    booked_at = models.DateTimeField()
    # The hold whose time it was last moved to: the same form sent twice moves once.
    moved_by = models.UUIDField(null=True)
    changed_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    # When nothing is ahead of it any more: retention and the end of links count from here (R22).
    over_at = models.GeneratedField(
        expression=Least("cancelled_at", "ends_at"),
        output_field=models.DateTimeField(),
        db_persist=True,
    )

    class Meta:
        constraints = [
            # What the rows that hang on an appointment refer to (migration 0001).
            models.UniqueConstraint(
                fields=["id", "municipality"], name="appointment_of_municipality"
            ),
            models.CheckConstraint(
                name="appointment_end_after_start", condition=Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(
                name="appointment_reference", condition=Q(reference__regex=r"^[2-9A-Z]{8}$")
            ),
            # R8 asks a declaration of the citizen, and of the citizen only.
            models.CheckConstraint(
                name="appointment_citizens_declare",
                condition=Q(
                    made_by="citizen",
                    declaration__isnull=False,
                    notice__isnull=False,
                    declared_at__isnull=False,
                )
                | (
                    ~Q(made_by="citizen")
                    & Q(declaration__isnull=True, notice__isnull=True, declared_at__isnull=True)
                ),
            ),
            models.CheckConstraint(
                name="appointment_cancelled_at",
                condition=Q(status__in=CANCELLED, cancelled_at__isnull=False)
                | (~Q(status__in=CANCELLED) & Q(cancelled_at__isnull=True)),
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
        return self.status in CANCELLED

    @property
    def spoken_reference(self) -> str:
        """The reference in two groups, as people read it out: «K7RM-2XQP»."""
        return f"{self.reference[:4]}-{self.reference[4:]}"

    def is_active(self, *, now: datetime) -> bool:
        """Booked and not over: counts towards the limits."""
        return self.is_booked and self.ends_at > now


class HistoryEntry(models.Model):
    """One change of an appointment: what it was after it, who made it and why."""

    class Act(models.TextChoices):
        BOOKED = "booked", _("Booked")
        MOVED = "moved", _("Moved")
        CANCELLED = "cancelled", _("Cancelled")
        COMPLETED = "completed", _("Completed")
        MISSED = "missed", _("Missed")
        REOPENED = "reopened", _("Reopened")
        ARRIVED = "arrived", _("Arrived")
        ARRIVAL_UNDONE = "arrival_undone", _("Arrival taken back")
        SERVICE_STARTED = "service_started", _("Service started")
        SERVICE_START_UNDONE = "service_start_undone", _("Start of service taken back")
        IDENTITY_CHECKED = "identity_checked", _("Identity checked")
        CORRECTED = "corrected", _("Contact details corrected")

    class MissedBecause(models.TextChoices):
        DID_NOT_COME = "did_not_come", _("Did not come")
        OTHER_CAME = "other_came", _("The person served did not appear")

    # A key of two columns (migration 0001) ties both columns to one appointment.
    appointment = models.ForeignKey(
        Appointment, models.CASCADE, related_name="history", db_constraint=False
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    act = models.CharField(max_length=20, choices=Act)
    at = models.DateTimeField()
    actor = models.CharField(max_length=8, choices=ActorKind)
    # Colleagues read who it was; of citizens the kind of actor says enough.
    employee = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason = SealedTextField(null=True)
    missed_because = models.CharField(max_length=12, choices=MissedBecause, null=True)
    starts_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "history entries"
        constraints = [
            models.CheckConstraint(
                name="history_employee_acts",
                condition=Q(actor__in=["employee", "import"], employee__isnull=False)
                | (~Q(actor__in=["employee", "import"]) & Q(employee__isnull=True)),
            ),
            # D2§2: whether the person who must appear was missing is a question of its own.
            models.CheckConstraint(
                name="history_missed_because",
                condition=Q(act="missed", missed_because__isnull=False)
                | (~Q(act="missed") & Q(missed_because__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.at:%Y-%m-%d %H:%M}"
