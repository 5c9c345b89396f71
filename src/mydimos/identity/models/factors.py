"""What a user proves beside the password: one-time codes; recovery codes for the day without."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mydimos.crypto.fields import SealedTextField
from mydimos.identity.models.users import User


class Factor(models.Model):
    """A second proof. It counts once it is confirmed with a first code."""

    class Kind(models.TextChoices):
        TOTP = "totp", _("One-time codes of an app")

    user = models.ForeignKey(User, models.CASCADE, related_name="factors")
    kind = models.CharField(max_length=8, choices=Kind)
    secret = SealedTextField()  # base32, as apps take it
    added_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    # The time step of the last code that was accepted: a code is used once (RFC 6238, 5.2).
    last_step = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            # The app that is being set up, and the one that counts.
            models.UniqueConstraint(
                fields=["user", "kind"],
                name="factor_one_in_preparation",
                condition=Q(confirmed_at__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["user"],
                name="factor_one_app",
                condition=Q(kind="totp", confirmed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.user_id}"


class RecoveryCode(models.Model):
    """A code that replaces the factor once. 80 random bits: a plain hash says nothing."""

    user = models.ForeignKey(User, models.CASCADE, related_name="recovery_codes")
    code_hash = models.BinaryField(max_length=32)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "code_hash"], name="recovery_code_once"),
        ]

    def __str__(self) -> str:
        return f"recovery code of {self.user_id}"
