"""What people say about the pages (ν. 4727/2020: accessibility statement and feedback)."""

import uuid

from django.db import models

from mydimos.crypto.fields import SealedTextField


class Feedback(models.Model):
    """What one person wrote about the pages, for the operator of the platform."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    at = models.DateTimeField(db_index=True)  # it is deleted like everything personal
    language = models.CharField(max_length=2)
    words = SealedTextField()
    page = SealedTextField(null=True)  # where it happened, as far as the person says
    email = SealedTextField(null=True)  # for an answer, if the person wants one

    class Meta:
        verbose_name_plural = "feedback"

    def __str__(self) -> str:
        return f"feedback {self.public_id}"
