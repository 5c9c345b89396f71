"""What a municipality does for people."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from mydimos.directory.models.bilingual import Bilingual
from mydimos.directory.models.catalogue import CatalogueService, ServiceCategory
from mydimos.directory.models.municipality import Department, Municipality


class Service(Bilingual, models.Model):
    """A service of one municipality and one of its departments."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="services")
    department = models.ForeignKey(Department, models.PROTECT, related_name="services")
    category = models.ForeignKey(ServiceCategory, models.PROTECT, related_name="services")
    # Where it was adopted from: what the same service is called in every municipality.
    template = models.ForeignKey(
        CatalogueService, models.SET_NULL, null=True, blank=True, related_name="adopted"
    )
    slug = models.SlugField(max_length=80)
    name_el = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160, blank=True)
    description_el = models.TextField(blank=True)
    description_en = models.TextField(blank=True)
    synonyms_el = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    synonyms_en = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    documents_el = ArrayField(models.TextField(), default=list, blank=True)
    documents_en = ArrayField(models.TextField(), default=list, blank=True)
    mitos_id = models.CharField(max_length=6, blank=True)
    # Booking it reveals health or social circumstances (GDPR art. 9): never in a subject or title.
    is_special_category = models.BooleanField(default=False)
    for_companies = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "slug"], name="service_slug_once"),
            models.UniqueConstraint(fields=["id", "municipality"], name="service_of_municipality"),
            models.CheckConstraint(
                name="service_mitos_id", condition=Q(mitos_id="") | Q(mitos_id__regex=r"^[0-9]{6}$")
            ),
        ]

    def __str__(self) -> str:
        return self.name_el

    @property
    def documents(self) -> list[str]:
        """What to bring, in the language of the reader."""
        return list(self.said("documents"))
