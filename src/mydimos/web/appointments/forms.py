"""The form that chooses a time."""

from datetime import datetime
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

CHOOSE = _("Choose a time.")


class MomentField(forms.Field):
    """A moment as pages write it, with its offset: «2026-12-03T09:00:00+02:00»."""

    def to_python(self, value: object) -> datetime | None:
        try:
            moment = datetime.fromisoformat(str(value)[:40]) if value else None
        except ValueError:
            moment = None
        # Beyond a human life arithmetic with moments begins to fail.
        if moment is None or timezone.is_naive(moment) or not 2000 <= moment.year <= 2200:
            raise forms.ValidationError(CHOOSE, code="required")
        return moment


class TimeForm(forms.Form):
    """A time of the month, and the employee where the citizen chose one (R9)."""

    starts_at = MomentField()
    employee = forms.UUIDField(required=False, error_messages={"invalid": CHOOSE})

    @property
    def moment(self) -> datetime:
        """The time that was chosen."""
        moment: datetime = self.cleaned_data["starts_at"]
        return moment

    @property
    def named(self) -> UUID | None:
        """The public id of the employee who was chosen."""
        named: UUID | None = self.cleaned_data["employee"]
        return named
