"""Citizens. A citizen is a keyed hash and no more (R23)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
