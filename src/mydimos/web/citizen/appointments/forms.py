"""The form that confirms a new time."""

from uuid import UUID

from django import forms


class HoldForm(forms.Form):
    """Which kept time is meant: a tab whose time was given up must not move to another's."""

    hold_id = forms.UUIDField()

    @property
    def hold(self) -> UUID:
        """The public id of the hold."""
        hold: UUID = self.cleaned_data["hold_id"]
        return hold
