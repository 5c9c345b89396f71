"""The code that is sent to a participant who wants to see his or her data."""

from django.db import models
from django.db.models import Q

from mydimos.booking.models.participant import Participant
from mydimos.crypto.fields import SealedTextField
from mydimos.directory.models import Municipality

MOST_TRIES = 5
"""Wrong tries of one code; then the right one is refused too. The chance to guess: 1 in 200,000."""


class AccessCode(models.Model):
    """A code of six digits, sent to the e-mail address of one participant and used once."""

    # A key of two columns (migration 0001) ties both columns to one participant.
    participant = models.OneToOneField(
        Participant, models.CASCADE, related_name="access_code", db_constraint=False
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    code = SealedTextField()
    expires_at = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)  # wrong ones

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="access_code_most_tries", condition=Q(tries__lte=MOST_TRIES)
            ),
        ]

    def __str__(self) -> str:
        return f"access code of {self.participant_id}"
