"""The national catalogue: thematic fields, and services as a template to adopt."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from mydimos.directory.models.bilingual import Bilingual
from mydimos.directory.models.municipality import Municipality


class ServiceCategory(Bilingual, models.Model):
    """A thematic field. One of the catalogue (no municipality), or a municipality's own."""

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="categories"
    )
    code = models.CharField(max_length=12)
    name_el = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name_plural = "service categories"
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "code"], name="category_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return self.name_el


class CatalogueService(Bilingual, models.Model):
    """A service as the catalogue describes it. A municipality adopts a copy and then owns that."""

    code = models.CharField(max_length=12, primary_key=True)
    slug = models.SlugField(max_length=80, unique=True)
    category = models.ForeignKey(ServiceCategory, models.PROTECT, related_name="catalogue")
    name_el = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)
    description_el = models.TextField(blank=True)
    description_en = models.TextField(blank=True)
    synonyms_el = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    synonyms_en = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    channels = ArrayField(models.CharField(max_length=9))
    duration = models.DurationField()
    documents_el = ArrayField(models.TextField(), default=list)
    documents_en = ArrayField(models.TextField(), default=list)
    mitos_id = models.CharField(max_length=6, blank=True)
    is_common = models.BooleanField(default=False)
    is_special_category = models.BooleanField(default=False)
    for_companies = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name_el
