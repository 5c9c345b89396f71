"""Messages and what became of them. Addresses and texts are not stored."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mydimos.notifications.media import Medium


class Message(models.Model):
    """A message to one person by one medium.

    Its address and its text are read at the moment of sending, so that they are never out of date.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting to be sent")
        SENT = "sent", _("Sent")
        DROPPED = "dropped", _("No longer needed")
        REFUSED = "refused", _("Refused by the mail server")
        BOUNCED = "bounced", _("Returned as undeliverable")
        FAILED = "failed", _("Given up after several tries")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=40)
    medium = models.CharField(max_length=8, choices=Medium)
    # By their public identifiers: this package stands below the tables of both. The municipality's
    # is its ELSTAT code, empty for messages of the platform.
    municipality = models.CharField(max_length=4, blank=True)
    subject = models.UUIDField()
    recipient = models.CharField(max_length=16)  # the role of the participant
    # Makes a message that must go once unique: the reminder for this time and no other.
    occasion = models.CharField(max_length=60)
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    queued_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    settled_at = models.DateTimeField(null=True)
    # The code of the SMTP dialogue or of the bounce (RFC 3463), never its text: that names people.
    status_code = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "kind", "recipient", "occasion", "medium"], name="message_once"
            ),
        ]
        indexes = [
            # The age of the queue, and what failed: the operator's alarms.
            models.Index("queued_at", name="message_queued", condition=Q(state="queued")),
            models.Index(
                "settled_at",
                name="message_undelivered",
                condition=Q(state__in=["refused", "bounced", "failed"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"

    @property
    def is_undelivered(self) -> bool:
        return self.state in {self.State.REFUSED, self.State.BOUNCED, self.State.FAILED}
