"""The people of an appointment, and what they need."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mydimos.booking.models.appointment import Appointment
from mydimos.crypto.fields import SealedJSONField, SealedTextField
from mydimos.identity.models import Citizen


class Requirement(models.TextChoices):
    """What somebody needs in order to be served as well as anyone (R7)."""

    SIGN_LANGUAGE = "sign_language", _("Interpretation into Greek Sign Language")
    LIP_READING = "lip_reading", _("Lip-reading")
    STEP_FREE = "step_free", _("Step-free access")
    LOW_VISION = "low_vision", _("Help for low vision")


class Participant(models.Model):
    """A person in an appointment. Everything personal that it has is here."""

    class Role(models.TextChoices):
        APPLICANT = "applicant", _("Applicant")
        SERVED = "served", _("Person served")
        REPRESENTATIVE = "representative", _("Representative of a company")
        GUEST = "guest", _("Third person")
        INTERPRETER = "interpreter", _("Interpreter")

    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="participants")
    role = models.CharField(max_length=14, choices=Role)
    citizen = models.ForeignKey(Citizen, models.PROTECT, null=True, related_name="participations")
    name = models.CharField(max_length=120, blank=True)
    company = models.CharField(max_length=160, blank=True)
    email = SealedTextField(null=True)
    email_index = models.BinaryField(max_length=32, null=True)
    phone = SealedTextField(null=True)
    phone_index = models.BinaryField(max_length=32, null=True)
    requirements = SealedJSONField(null=True)  # a list of Requirement
    notes = SealedTextField(null=True)
    language = models.CharField(max_length=2, default="el")

    class Meta:
        constraints = [
            # Who applied is known by login only; of the others it is known what was submitted.
            models.CheckConstraint(
                name="participant_citizen_applies",
                condition=Q(citizen__isnull=True) | Q(role="applicant"),
            ),
            models.UniqueConstraint(
                fields=["appointment", "role"],
                name="participant_one_of_a_role",
                condition=~Q(role="guest"),
            ),
        ]
        indexes = [
            models.Index("email_index", name="participant_email"),
            models.Index("phone_index", name="participant_phone"),
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.appointment_id}"

    @property
    def appears(self) -> bool:
        """The person who must come, be on the phone or be in the call (D2§2)."""
        return self.role in {self.Role.SERVED, self.Role.REPRESENTATIVE}
