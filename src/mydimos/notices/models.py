"""The facts and texts of the privacy notice (R24, R29), of the declaration and others."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mydimos.directory.models import Municipality


class Notice(models.Model):
    """Who is responsible for the data of a municipality's appointments; none: the platform's own.

    Controller, operator, processors and hosting are data here, never words in a program.
    """

    municipality = models.OneToOneField(
        Municipality, models.CASCADE, null=True, blank=True, related_name="notice"
    )
    controller_el = models.CharField(max_length=200, blank=True)
    controller_en = models.CharField(max_length=200, blank=True)
    controller_contact = models.CharField(max_length=200, blank=True)
    operator_el = models.CharField(max_length=200, blank=True)
    operator_en = models.CharField(max_length=200, blank=True)
    processors_el = models.TextField(blank=True)
    processors_en = models.TextField(blank=True)
    hosting_el = models.CharField(max_length=200, blank=True)
    hosting_en = models.CharField(max_length=200, blank=True)
    dpo_name = models.CharField(max_length=120, blank=True)
    dpo_email = models.EmailField(blank=True)
    dpo_address = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality"], name="notice_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"notice of {self.municipality_id or 'the platform'}"


class Kind(models.TextChoices):
    """The texts that a municipality or an installation may replace by its own."""

    PRIVACY = "privacy-notice", _("Privacy notice")
    ACCESSIBILITY = "accessibility-statement", _("Accessibility statement")
    DECLARATION = "declaration", _("Declaration")
    ABOUT = "about", _("About")


class LegalText(models.Model):
    """A text that replaces the one that comes with the product, for one municipality or for all."""

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, null=True, blank=True, related_name="legal_texts"
    )
    kind = models.CharField(max_length=24, choices=Kind)
    language = models.CharField(max_length=2)
    version = models.CharField(max_length=20)
    body = models.TextField()  # Markdown with {{ placeholders }}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "kind", "language"],
                name="legal_text_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.language} {self.municipality_id or 'platform'}"


class TextVersion(models.Model):
    """A text word for word as it was shown, with the facts filled in.

    Versions are added, never changed: the application's role may insert and read only. An
    appointment refers to the declaration and the notice that its applicant saw.
    """

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="text_versions"
    )
    kind = models.CharField(max_length=24, choices=Kind)
    language = models.CharField(max_length=2)
    # 1, 2, 3, … of this text: the highest is in force.
    number = models.PositiveIntegerField()
    version = models.CharField(max_length=20)  # as its author numbers it
    body = models.TextField()  # Markdown
    digest = models.BinaryField(max_length=32)  # SHA-256 of version and body
    in_force_from = models.DateTimeField()  # when it was first shown

    class Meta:
        constraints = [
            # Two processes that add the next version at one moment: the second reads again.
            models.UniqueConstraint(
                fields=["municipality", "kind", "language", "number"],
                name="text_version_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.language} {self.municipality_id or 'platform'} {self.number}"
