"""Tables of opening hours, absences, closures and holidays. Wall clock of Athens."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import TruncDate

from mydimos.directory.models import Channel, Municipality, Office, Resource
from mydimos.directory.models.bilingual import Bilingual
from mydimos.scheduling.hours import OpeningRule

HOLIDAY_RULE = r"^([0-9]{2}-[0-9]{2}|easter[+-][0-9]{1,3})$"
"""Every year: «MM-DD», or «easter+N» in days from Orthodox Easter."""

# Foreign keys of two columns (migration 0001) hold `municipality`, `office` and `resource` of a row
# together: the office is of the municipality, the resource is its own or lent to it.


class OpeningHours(models.Model):
    """An interval in which a resource serves at an office: weekly, monthly, or on one date."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="opening_hours")
    resource = models.ForeignKey(Resource, models.CASCADE, related_name="opening_hours")
    office = models.ForeignKey(Office, models.PROTECT, related_name="opening_hours")
    # Only for these channels; empty: for all that are offered.
    channels = ArrayField(models.CharField(max_length=9), default=list, blank=True)
    weekday = models.PositiveSmallIntegerField(null=True, blank=True)  # Monday is 0
    on = models.DateField(null=True, blank=True)
    # With `on`: in place of the weekly hours of that date, not beside them.
    replaces = models.BooleanField(default=False)
    # Minutes since midnight; 1440 is the midnight at the end of the day.
    start_minute = models.PositiveSmallIntegerField()
    end_minute = models.PositiveSmallIntegerField()
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)  # inclusive; null: open
    every_weeks = models.PositiveSmallIntegerField(default=1)
    nth = models.SmallIntegerField(null=True, blank=True)  # of the month; -1: the last

    # What `OpeningRule` refuses is refused here too: a row that it cannot read would break every
    # calendar of its resource.
    class Meta:
        verbose_name_plural = "opening hours"
        constraints = [
            models.CheckConstraint(
                name="hours_end_after_start",
                condition=Q(end_minute__gt=F("start_minute"), end_minute__lte=1440),
            ),
            models.CheckConstraint(
                name="hours_weekday_or_date",
                condition=Q(
                    on__isnull=False,
                    weekday__isnull=True,
                    first_day__isnull=True,
                    last_day__isnull=True,
                    every_weeks=1,
                    nth__isnull=True,
                )
                | Q(on__isnull=True, weekday__isnull=False, weekday__lte=6, replaces=False),
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
                name="hours_nth",
                condition=Q(nth__isnull=True) | Q(nth__in=[1, 2, 3, 4, 5, -1], every_weeks=1),
            ),
            models.CheckConstraint(
                name="hours_channels",
                condition=Q(channels__contained_by=[channel.value for channel in Channel]),
            ),
        ]

    def __str__(self) -> str:
        return (
            f"{self.resource_id}: {self.on or self.weekday} {self.start_minute}-{self.end_minute}"
        )

    @property
    def rule(self) -> OpeningRule:
        """The row as the slot engine reads it. Raises InvalidRule."""
        return OpeningRule(
            start_minute=self.start_minute,
            end_minute=self.end_minute,
            weekday=self.weekday,
            on=self.on,
            first_day=self.first_day,
            last_day=self.last_day,
            every_weeks=self.every_weeks,
            nth=self.nth,
            replaces=self.replaces,
        )


class TimeOff(models.Model):
    """A stretch of time without service, once or repeated at the same wall-clock time.

    The first occurrence always counts; `until` is the last local day for the start of a
    further one.
    """

    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    every_weeks = models.PositiveSmallIntegerField(default=0)  # 0: once
    until = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_end_after_start", condition=Q(ends_at__gt=F("starts_at"))
            ),
            # A last day before the first occurrence contradicts it, and without a repetition there
            # is nothing that it could limit.
            models.CheckConstraint(
                name="%(class)s_until",
                condition=Q(until__isnull=True)
                | Q(until__gte=TruncDate("starts_at"), every_weeks__gt=0),
            ),
        ]


class Absence(TimeOff):
    """A stretch of time in which a resource does not serve. The reason is not kept."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="absences")
    resource = models.ForeignKey(Resource, models.CASCADE, related_name="absences")

    def __str__(self) -> str:
        return f"{self.resource_id} absent {self.starts_at:%Y-%m-%d %H:%M}"


class Closure(TimeOff):
    """A stretch of time in which an office is closed."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="closures")
    office = models.ForeignKey(Office, models.CASCADE, related_name="closures")
    reason_el = models.CharField(max_length=160, blank=True)
    reason_en = models.CharField(max_length=160, blank=True)

    def __str__(self) -> str:
        return f"{self.office_id} closed {self.starts_at:%Y-%m-%d %H:%M}"


class Holiday(Bilingual, models.Model):
    """A holiday beside the national ones that are computed, or an exception from them.

    Without a municipality it holds for all. `is_working` turns a holiday into a working day.
    """

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, null=True, blank=True, related_name="holidays"
    )
    # Every year (HOLIDAY_RULE), or one day: `on`.
    rule = models.CharField(max_length=10, blank=True, validators=[RegexValidator(HOLIDAY_RULE)])
    on = models.DateField(null=True, blank=True)
    is_working = models.BooleanField(default=False)
    name_el = models.CharField(max_length=120, blank=True)
    name_en = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="holiday_rule_or_date",
                condition=Q(rule="", on__isnull=False)
                | Q(rule__regex=HOLIDAY_RULE, on__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["municipality", "rule", "on"], name="holiday_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule or self.on} {self.name_el}"
