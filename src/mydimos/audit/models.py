"""Who did what, and when. Lines are added, never changed: the application's role may not."""

from django.db import models

from mydimos.audit.actors import ActorKind


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

    class Meta:
        indexes = [
            # The sealing of a municipality's day, and a look at what was done there.
            models.Index("municipality", "at", name="audit_municipality_at"),
            models.Index("subject", name="audit_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.act} {self.subject}"
