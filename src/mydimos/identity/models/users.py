"""Those who log in to the office, and what they have confirmed."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from mydimos.crypto.fields import SealedTextField


class User(AbstractBaseUser):
    """An employee or administrator who logs in to the back office."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    full_name = models.CharField(max_length=120)
    email = SealedTextField()
    email_index = models.BinaryField(max_length=32, unique=True)
    language = models.CharField(max_length=2, default="el")  # of the mails about the login
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "public_id"

    def __str__(self) -> str:
        return f"user {self.public_id}"


class Confirmation(models.Model):
    """A user has confirmed the duty of confidentiality, in this version of its text."""

    user = models.ForeignKey(User, models.CASCADE, related_name="confirmations")
    version = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "version"], name="confirmation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} confirmed {self.version}"
