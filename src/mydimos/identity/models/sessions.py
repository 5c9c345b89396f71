"""Sessions of browsers, and counts of requests."""

import uuid

from django.db import models
from django.db.models import Q

from mydimos.crypto.fields import SealedTextField
from mydimos.identity.models.users import User


class Session(models.Model):
    """A browser's session. The key is kept as a hash, the contents are sealed."""

    key_hash = models.BinaryField(max_length=32, primary_key=True)
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Employees see their own and end them; of a citizen the sealed contents know alone.
    user = models.ForeignKey(
        User, models.CASCADE, null=True, related_name="sessions", db_index=False
    )
    contents = SealedTextField()
    begun_at = models.DateTimeField()
    last_used_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [
            models.Index("user", name="session_of_user", condition=Q(user__isnull=False)),
        ]

    def __str__(self) -> str:
        return "session"


class Tally(models.Model):
    """Requests counted for a keyed hash (of a citizen, an address) in a window: rate limits."""

    key_hash = models.BinaryField(max_length=32, primary_key=True)
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "tallies"

    def __str__(self) -> str:
        return f"{self.count} until {self.ends_at:%H:%M}"
