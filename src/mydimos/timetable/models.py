"""When there is somebody to serve: hours, absences, closures, holidays. Wall clock of Athens."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from mydimos.directory.models import Municipality, Office, Resource
from mydimos.directory.models.bilingual import Bilingual


class OpeningHours(models.Model):
    """When a resource serves at an office: weekly, on the n-th weekday of a month, or one day."""

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="opening_hours")
    office = models.ForeignKey(Office, models.PROTECT, related_name="opening_hours")
    # Only for these channels; empty: for all that are offered.
    channels = ArrayField(models.CharField(max_length=9), default=list, blank=True)
    weekday = models.PositiveSmallIntegerField(null=True, blank=True)  # Monday is 0
    on = models.DateField(null=True, blank=True)
    # Minutes since midnight; 1440 is the midnight at the end of the day.
    start_minute = models.PositiveSmallIntegerField()
    end_minute = models.PositiveSmallIntegerField()
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)  # inclusive; null: open
    every_weeks = models.PositiveSmallIntegerField(default=1)
    nth = models.SmallIntegerField(null=True, blank=True)  # of the month; -1: the last

    class Meta:
        verbose_name_plural = "opening hours"
        constraints = [
            models.CheckConstraint(
                name="hours_end_after_start",
                condition=Q(end_minute__gt=F("start_minute"), end_minute__lte=1440),
            ),
            models.CheckConstraint(
                name="hours_weekday_or_date",
                condition=Q(weekday__isnull=True, on__isnull=False)
                | Q(weekday__lte=6, on__isnull=True),
            ),
            models.CheckConstraint(
                name="hours_last_after_first",
                condition=Q(first_day__isnull=True)
                | Q(last_day__isnull=True)
                | Q(last_day__gte=F("first_day")),
            ),
            # Which weeks are meant is counted from the first day.
            models.CheckConstraint(
                name="hours_every_weeks",
                condition=Q(every_weeks=1) | Q(every_weeks__gt=1, first_day__isnull=False),
            ),
            models.CheckConstraint(
                name="hours_nth", condition=Q(nth__isnull=True) | Q(nth__in=[1, 2, 3, 4, 5, -1])
            ),
        ]

    def __str__(self) -> str:
        return (
            f"{self.resource_id}: {self.on or self.weekday} {self.start_minute}-{self.end_minute}"
        )


class TimeOff(models.Model):
    """A stretch of time without service, once or repeated at the same wall-clock time."""

    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    every_weeks = models.PositiveSmallIntegerField(default=0)  # 0: once
    until = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class Absence(TimeOff):
    """A resource is not there. The reason is nobody's business and is not kept."""

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="absences")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="absence_end_after_start", condition=Q(ends_at__gt=F("starts_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource_id} absent {self.starts_at:%Y-%m-%d %H:%M}"


class Closure(TimeOff):
    """An office is closed."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="closures")
    reason_el = models.CharField(max_length=160, blank=True)
    reason_en = models.CharField(max_length=160, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="closure_end_after_start", condition=Q(ends_at__gt=F("starts_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office_id} closed {self.starts_at:%Y-%m-%d %H:%M}"


class Holiday(Bilingual, models.Model):
    """A holiday beside the national ones that are computed, or an exception from them.

    Without a municipality it holds for all: a 1 May that a decision moved. `is_working` turns a
    holiday into a working day.
    """

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, null=True, blank=True, related_name="holidays"
    )
    # Every year: «MM-DD», or «easter+N» in days from Orthodox Easter. Or one day: `on`.
    rule = models.CharField(
        max_length=10,
        blank=True,
        validators=[RegexValidator(r"^([0-9]{2}-[0-9]{2}|easter[+-][0-9]{1,3})$")],
    )
    on = models.DateField(null=True, blank=True)
    is_working = models.BooleanField(default=False)
    name_el = models.CharField(max_length=120, blank=True)
    name_en = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="holiday_rule_or_date",
                condition=Q(rule="", on__isnull=False) | (~Q(rule="") & Q(on__isnull=True)),
            ),
            models.UniqueConstraint(
                fields=["municipality", "rule", "on"], name="holiday_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule or self.on} {self.name_el}"
