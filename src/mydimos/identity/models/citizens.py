"""Citizens, users, sessions, rate limits. A citizen is a keyed hash and no more (R23)."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from mydimos.crypto.fields import SealedTextField


class Citizen(models.Model):
    """Anyone who books: a keyed hash of the tax number, no name."""

    class Kind(models.TextChoices):
        PERSON = "person", _("Natural person")
        COMPANY = "company", _("Company")

    tax_number_hash = models.BinaryField(max_length=32)
    key_version = models.CharField(max_length=8)
    kind = models.CharField(max_length=8, choices=Kind)
    # The day only: enough to forget who no longer comes.
    last_seen_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tax_number_hash", "key_version"], name="citizen_once"),
        ]

    def __str__(self) -> str:
        return f"citizen {self.pk}"

    @property
    def is_company(self) -> bool:
        return self.kind == self.Kind.COMPANY


class User(AbstractBaseUser):
    """An employee or administrator who logs in to the back office."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    full_name = models.CharField(max_length=120)
    email = SealedTextField()
    email_index = models.BinaryField(max_length=32, unique=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "public_id"

    def __str__(self) -> str:
        return f"user {self.public_id}"


class Session(models.Model):
    """A browser's session. The key is kept as a hash, the contents are sealed."""

    key_hash = models.BinaryField(max_length=32, primary_key=True)
    contents = SealedTextField()
    expires_at = models.DateTimeField(db_index=True)

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
