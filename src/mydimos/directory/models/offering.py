"""What can be booked: a service at an office through a channel, and what it needs."""

import uuid
from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mydimos.directory.models.municipality import Municipality, Office
from mydimos.directory.models.resource import Resource
from mydimos.directory.models.service import Service

LONGEST_GAP = timedelta(hours=4)
"""The longest pause before or after an appointment (constraint `offering_gaps`)."""


class Channel(models.TextChoices):
    """The ways of being served (D1§3)."""

    IN_PERSON = "in_person", _("In person")
    PHONE = "phone", _("Phone call from the municipality, for information only")
    VIDEO = "video", _("Video call")


class OfferingQuerySet(models.QuerySet["Offering"]):
    """Offerings by what can be done with them. `rules.is_offered` says the same of one row."""

    def shown(self) -> Self:
        """In use, at a municipality whose opening day is fixed, even if it is still ahead."""
        return self.filter(
            is_active=True,
            service__is_active=True,
            office__is_active=True,
            # The service's and the offering's are the same row; pages read it by the service.
            service__municipality__opened_on__isnull=False,
        )

    def bookable(self, today: date) -> Self:
        """In use, at a municipality that has opened. `today` is a date in Athens."""
        return self.shown().filter(service__municipality__opened_on__lte=today)


class Offering(models.Model):
    """A service at an office through a channel: the bookable unit."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Service and office are of this municipality (foreign keys of two columns, migration 0001).
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="offerings")
    service = models.ForeignKey(Service, models.PROTECT, related_name="offerings")
    office = models.ForeignKey(Office, models.PROTECT, related_name="offerings")
    channel = models.CharField(max_length=9, choices=Channel)
    is_active = models.BooleanField(default=True)

    duration = models.DurationField()
    # From one possible start to the next; null: the duration.
    step = models.DurationField(null=True, blank=True)
    gap_before = models.DurationField(default=timedelta(0))
    gap_after = models.DurationField(default=timedelta(0))
    # The earliest moment that can be booked: a length of time, or a number of working days.
    notice = models.DurationField(default=timedelta(0))
    notice_working_days = models.PositiveSmallIntegerField(null=True, blank=True)
    horizon_days = models.PositiveSmallIntegerField(null=True, blank=True)
    move_cutoff = models.DurationField(default=timedelta(hours=4))
    cancel_cutoff = models.DurationField(default=timedelta(hours=1))
    names_employee = models.BooleanField(default=False)
    max_active_per_person = models.PositiveSmallIntegerField(default=2)
    # The last part of each day that only staff may give out.
    staff_share = models.DecimalField(max_digits=3, decimal_places=2, default=0)
    # Time freed when nearly everything is taken returns to the public within this time at random.
    longest_release_delay = models.DurationField(default=timedelta(minutes=30))

    objects = OfferingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "office", "channel"], name="offering_once"),
            models.UniqueConstraint(fields=["id", "municipality"], name="offering_of_municipality"),
            models.CheckConstraint(
                name="offering_duration",
                condition=Q(duration__gte=timedelta(minutes=1), duration__lte=timedelta(hours=8)),
            ),
            models.CheckConstraint(
                name="offering_step",
                condition=Q(step__isnull=True) | Q(step__gte=timedelta(minutes=1)),
            ),
            models.CheckConstraint(
                name="offering_gaps",
                condition=Q(gap_before__gte=timedelta(0), gap_before__lte=LONGEST_GAP)
                & Q(gap_after__gte=timedelta(0), gap_after__lte=LONGEST_GAP),
            ),
            models.CheckConstraint(
                name="offering_one_kind_of_notice",
                condition=Q(notice_working_days__isnull=True) | Q(notice=timedelta(0)),
            ),
            models.CheckConstraint(
                name="offering_staff_share",
                condition=Q(staff_share__gte=0, staff_share__lte=1),
            ),
            models.CheckConstraint(
                name="offering_cutoffs",
                condition=Q(move_cutoff__gte=timedelta(0), cancel_cutoff__gte=timedelta(0)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} · {self.office} · {self.channel}"


class Need(models.Model):
    """A group of resources, one of which the offering takes. The first need gives the grid."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    offering = models.ForeignKey(Offering, models.CASCADE, related_name="needs")
    position = models.PositiveSmallIntegerField(default=0)
    resources = models.ManyToManyField(Resource, through="NeedMember", related_name="needs")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offering", "position"], name="need_position_once"),
            models.UniqueConstraint(fields=["id", "municipality"], name="need_of_municipality"),
        ]

    def __str__(self) -> str:
        return f"need {self.position} of {self.offering_id}"


class NeedMember(models.Model):
    """A resource that can meet a need: the municipality's own, or lent to it."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    need = models.ForeignKey(Need, models.CASCADE, related_name="members")
    resource = models.ForeignKey(Resource, models.PROTECT, related_name="need_members")

    class Meta:
        constraints = [
            models.UniqueConstraint(F("need"), F("resource"), name="need_member_once"),
        ]

    def __str__(self) -> str:
        return f"{self.resource_id} for {self.need_id}"
