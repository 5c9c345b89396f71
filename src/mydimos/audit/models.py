"""Who did what, and when. Lines are added, never changed: the application's role may not."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q

from mydimos.audit.actors import ActorKind

MOST_TRACES = 50
"""Of how many appointments one line keeps the trace."""


class QuarterOfAnHour(Func):
    """The beginning of the quarter of an hour of a moment."""

    function = "date_bin"
    template = (
        "%(function)s(interval '15 minutes', %(expressions)s, timestamptz '2026-01-01 00:00:00+00')"
    )


class Line(models.Model):
    """One act. Ids only: a line says nothing about a person."""

    at = models.DateTimeField()
    act = models.CharField(max_length=40)
    actor = models.CharField(max_length=8, choices=ActorKind)
    actor_id = models.BigIntegerField(null=True)
    # What was acted upon: the trace of an appointment, the public id of anything else.
    subject = models.UUIDField(null=True)
    municipality = models.CharField(max_length=4, blank=True)
    department = models.BigIntegerField(null=True)
    # What was looked at, where it is no single appointment: a day of the department's agenda, or
    # the appointments that a search showed.
    day = models.DateField(null=True)
    traces = ArrayField(models.UUIDField(), null=True)

    class Meta:
        indexes = [
            # The sealing of a municipality's day, and a look at what was done there.
            models.Index("municipality", "at", name="audit_municipality_at"),
            models.Index("subject", name="audit_subject"),
            # Who has opened this: its own lines, the searches, the days on which it stood.
            GinIndex(fields=["traces"], name="audit_traces", condition=Q(traces__isnull=False)),
            models.Index("department", "day", name="audit_day", condition=Q(act="agenda.seen")),
        ]
        constraints = [
            # The page of a day refreshes itself, in several tabs: one line each quarter (R28).
            models.UniqueConstraint(
                F("actor_id"),
                F("department"),
                F("day"),
                QuarterOfAnHour("at"),
                name="audit_day_seen_once",
                condition=Q(act="agenda.seen"),
            ),
            models.CheckConstraint(
                name="audit_traces_at_most", condition=Q(traces__len__lte=MOST_TRACES)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.act} {self.subject}"
