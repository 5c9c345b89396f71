"""What serves, and where it may serve."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from mydimos.directory.models.bilingual import Bilingual
from mydimos.directory.models.municipality import Department, Municipality
from mydimos.identity.models import User


class Resource(Bilingual, models.Model):
    """An employee, a counter or an interpreter: serves one appointment at a time."""

    class Kind(models.TextChoices):
        EMPLOYEE = "employee", _("Employee")
        COUNTER = "counter", _("Counter")
        INTERPRETER = "interpreter", _("Interpreter")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="resources")
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="resources"
    )
    kind = models.CharField(max_length=11, choices=Kind)
    # What is shown to citizens where they choose whom they see.
    name_el = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    user = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="resources")
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name_el


class Lent(models.Model):
    """A resource that a municipality may use.

    Every resource has a row for its own municipality, and one for each to which it is lent: the
    interpreters of a region. Needs and opening hours refer to this row.
    """

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="lent")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="lent")

    class Meta:
        verbose_name_plural = "lent resources"
        constraints = [
            models.UniqueConstraint(fields=["resource", "municipality"], name="lent_once"),
        ]

    def __str__(self) -> str:
        return f"{self.resource_id} in {self.municipality_id}"
