"""Invitations by mail to log in for the first time."""

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from mydimos.identity.models.users import User

LASTS = timedelta(days=7)


class Invitation(models.Model):
    """An invitation. Its link is signed and not stored (`identity.links`), and is used once."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="invitations")
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    number = models.PositiveSmallIntegerField(
        default=1
    )  # of the mail: a new one ends the link before
    sent_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                name="invitation_one_open",
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.public_id}"

    @property
    def ends_at(self) -> datetime:
        return self.sent_at + LASTS

    def is_open(self, now: datetime) -> bool:
        """Whether its link can still be used."""
        is_settled = self.accepted_at or self.withdrawn_at
        return not is_settled and now < self.ends_at
