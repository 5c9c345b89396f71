"""The facts and texts of the privacy notice (R24, R29) and of the accessibility statement."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mydimos.directory.models.municipality import Municipality


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


class LegalText(models.Model):
    """A text that replaces the one that comes with the product, for one municipality or for all."""

    class Kind(models.TextChoices):
        PRIVACY = "privacy-notice", _("Privacy notice")
        ACCESSIBILITY = "accessibility-statement", _("Accessibility statement")
        DECLARATION = "declaration", _("Declaration")
        ABOUT = "about", _("About")

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
