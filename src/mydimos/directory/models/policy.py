"""How a municipality books, where it differs from the platform."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mydimos.directory.models.municipality import Municipality

LONGEST_RETENTION = 6
"""Months (notice, section 4). A municipality may keep personal data for less, never for more."""


class RetentionBasis(models.TextChoices):
    """The day from which the months of keeping are counted."""

    APPOINTMENT = "appointment", _("The day of the appointment or of its cancellation")
    BOOKING = "booking", _("The day of booking")


class Policy(models.Model):
    """Rules of one municipality; null columns are the platform's.

    Without a municipality: the platform's own row; its null columns are the settings.
    """

    municipality = models.OneToOneField(
        Municipality, models.CASCADE, null=True, blank=True, related_name="policy"
    )
    # Hours before the start at which reminders go out; an empty list: none.
    reminder_hours = ArrayField(
        models.PositiveSmallIntegerField(validators=[MinValueValidator(1)]), null=True, blank=True
    )
    # How long a time is held while the form is filled in.
    hold_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    # Active appointments of one person with this municipality (platform: with all together).
    max_active = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1)]
    )
    retention_months = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_RETENTION)],
    )
    retention_basis = models.CharField(max_length=11, choices=RetentionBasis, null=True, blank=True)

    class Meta:
        verbose_name_plural = "policies"
        constraints = [
            models.UniqueConstraint(
                fields=["municipality"], name="policy_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                name="policy_hold",
                condition=Q(hold_minutes__isnull=True)
                | Q(hold_minutes__gte=1, hold_minutes__lte=60),
            ),
            models.CheckConstraint(
                name="policy_retention",
                condition=Q(retention_months__isnull=True)
                | Q(retention_months__gte=1, retention_months__lte=LONGEST_RETENTION),
            ),
        ]

    def __str__(self) -> str:
        return f"policy of {self.municipality_id or 'the platform'}"
