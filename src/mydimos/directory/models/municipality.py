"""Municipalities, their departments and their offices."""

import uuid
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mydimos.directory.models.bilingual import Bilingual

HEX_COLOUR = RegexValidator(r"^#[0-9a-f]{6}$")


class Region(Bilingual, models.Model):
    """One of the 13 regions, keyed by its NUTS 2 code."""

    code = models.CharField(max_length=4, primary_key=True)
    name_el = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.name_el


class RegionalUnit(Bilingual, models.Model):
    """A regional unit, keyed by the first two digits of its municipalities' codes."""

    code = models.CharField(max_length=2, primary_key=True)
    name_el = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    region = models.ForeignKey(Region, models.PROTECT, related_name="units")

    def __str__(self) -> str:
        return self.name_el


class Municipality(Bilingual, models.Model):
    """One of the 332 municipalities, keyed by its ELSTAT code."""

    code = models.CharField(max_length=4, primary_key=True)
    slug = models.SlugField(max_length=60, unique=True)
    name_el = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    # What people call the place: «Πάτρα», and not «Δήμος Πατρέων».
    short_el = models.CharField(max_length=120)
    short_en = models.CharField(max_length=120)
    seat_el = models.CharField(max_length=80, blank=True)
    seat_en = models.CharField(max_length=80, blank=True)
    # Former municipalities, well-known towns, other spellings: what search finds it by.
    also_el = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    also_en = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    unit = models.ForeignKey(RegionalUnit, models.PROTECT, related_name="municipalities")
    population = models.PositiveIntegerField(default=0)

    # Before this day nothing can be booked; null: no opening day is fixed yet.
    opened_on = models.DateField(null=True, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    colour = models.CharField(max_length=7, blank=True, validators=[HEX_COLOUR])

    class Meta:
        verbose_name_plural = "municipalities"
        constraints = [
            models.CheckConstraint(
                name="municipality_code_is_elstat", condition=Q(code__regex=r"^[0-9]{4}$")
            ),
        ]

    def __str__(self) -> str:
        return self.name_el

    @property
    def short(self) -> str:
        """What people call the place, in the language of the reader."""
        return str(self.said("short"))

    @property
    def has_opening_day(self) -> bool:
        """The day from which it takes appointments is fixed: past, today or ahead."""
        return self.opened_on is not None

    def has_opened(self, *, today: date) -> bool:
        """The opening day has come: appointments can be booked."""
        return self.opened_on is not None and self.opened_on <= today

    def opens_on(self, *, today: date) -> date | None:
        """The opening day, where it is still ahead."""
        return self.opened_on if self.opened_on and self.opened_on > today else None


class Crest(models.Model):
    """The picture in the header of a municipality's pages."""

    class Format(models.TextChoices):
        PNG = "image/png", "PNG"
        WEBP = "image/webp", "WebP"
        SVG = "image/svg+xml", "SVG"

    municipality = models.OneToOneField(
        Municipality, models.CASCADE, primary_key=True, related_name="crest"
    )
    format = models.CharField(max_length=16, choices=Format)
    picture = models.BinaryField(max_length=100 * 1024)

    def __str__(self) -> str:
        return f"crest of {self.municipality_id}"


class Department(Bilingual, models.Model):
    """A directorate, department or independent office; one tree, the level is data."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="departments")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    name_el = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    # Where companies send, before the visit, the papers of their representative (R21).
    papers_email = models.EmailField(blank=True)
    papers_address_el = models.CharField(max_length=200, blank=True)
    papers_address_en = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "parent", "name_el"],
                name="department_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="department_not_in_itself", condition=~Q(parent=F("id"))),
            # What foreign keys of two columns refer to, so that no row mixes two municipalities.
            models.UniqueConstraint(
                fields=["id", "municipality"], name="department_of_municipality"
            ),
        ]

    def __str__(self) -> str:
        return self.name_el


class Office(Bilingual, models.Model):
    """A place with an address where people are served."""

    class Kind(models.TextChoices):
        MUNICIPAL = "municipal", _("Municipal office")
        CITIZEN_SERVICE_CENTRE = "csc", _("Citizens' Service Centre (KEP)")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="offices")
    slug = models.SlugField(max_length=60)
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.MUNICIPAL)
    name_el = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    address_el = models.CharField(max_length=160)
    address_en = models.CharField(max_length=160, blank=True)
    postcode = models.CharField(max_length=6, blank=True)
    town_el = models.CharField(max_length=80)
    town_en = models.CharField(max_length=80, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    phone = models.CharField(max_length=20)
    email = models.EmailField(blank=True)
    step_free = models.BooleanField(null=True, blank=True)
    directions_el = models.TextField(blank=True)
    directions_en = models.TextField(blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "slug"], name="office_slug_once"),
            models.UniqueConstraint(fields=["id", "municipality"], name="office_of_municipality"),
        ]

    def __str__(self) -> str:
        return self.name_el

    @property
    def address(self) -> str:
        """Street, postcode and town in one line, in the language of the reader."""
        place = " ".join(part for part in (self.postcode, str(self.said("town"))) if part)
        return f"{self.said('address')}, {place}"

    @property
    def map_url(self) -> str:
        """OpenStreetMap, by coordinates where they are known, else by address."""
        if self.latitude is None or self.longitude is None:
            return ""
        return (
            f"https://www.openstreetmap.org/?mlat={self.latitude}&mlon={self.longitude}"
            f"#map=17/{self.latitude}/{self.longitude}"
        )
