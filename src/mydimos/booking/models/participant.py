"""The people of an appointment, and what they need."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mydimos.booking.models.appointment import Appointment
from mydimos.crypto.fields import SealedJSONField, SealedTextField
from mydimos.directory.models import Municipality
from mydimos.identity.models import Citizen


class Requirement(models.TextChoices):
    """What a person needs in order to be served as well as others (R7)."""

    SIGN_LANGUAGE = "sign_language", _("Interpretation into Greek Sign Language")
    LIP_READING = "lip_reading", _("Lip-reading")
    STEP_FREE = "step_free", _("Step-free access")
    LOW_VISION = "low_vision", _("Help for low vision")


class Participant(models.Model):
    """A person in an appointment: everything personal that an appointment has."""

    class Role(models.TextChoices):
        APPLICANT = "applicant", _("Applicant")
        SERVED = "served", _("Person served")
        REPRESENTATIVE = "representative", _("Representative of a company")
        GUEST = "guest", _("Third person")
        INTERPRETER = "interpreter", _("Interpreter")

    # A key of two columns (migration 0001) ties both columns to one appointment.
    appointment = models.ForeignKey(
        Appointment, models.CASCADE, related_name="participants", db_constraint=False
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    role = models.CharField(max_length=14, choices=Role)
    citizen = models.ForeignKey(Citizen, models.PROTECT, null=True, related_name="participations")
    # Sealed: a deleted row leaves ciphertext in PostgreSQL's files, and no name. Employees find a
    # person by `ParticipantWord`.
    name = SealedTextField(null=True)
    company = SealedTextField(null=True)
    email = SealedTextField(null=True)
    email_index = models.BinaryField(max_length=32, null=True)
    phone = SealedTextField(null=True)
    phone_index = models.BinaryField(max_length=32, null=True)
    requirements = SealedJSONField(null=True)  # a list of Requirement
    notes = SealedTextField(null=True)
    language = models.CharField(max_length=2, default="el")

    class Meta:
        constraints = [
            # What the rows that hang on a participant refer to (migration 0001).
            models.UniqueConstraint(
                fields=["id", "municipality"], name="participant_of_municipality"
            ),
            # The applicant is known by login only; of the others the form's answers are stored.
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
        """Whether this person must come, be on the phone or be in the call (D2§2)."""
        return self.role in {self.Role.SERVED, self.Role.REPRESENTATIVE}


class ParticipantWord(models.Model):
    """One word of a participant's name or company, as a keyed hash: names are found by it.

    A row for each word, and no array: only equality can use its index under row-level security.
    """

    digest = models.BinaryField(max_length=8)
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="words")
    appointment = models.ForeignKey(
        Appointment, models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )

    class Meta:
        indexes = [models.Index("digest", "appointment", name="participant_word_search")]

    def __str__(self) -> str:
        return f"word of {self.participant_id}"
