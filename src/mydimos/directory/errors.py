"""What hinders a change of what a municipality is and offers. Each has a sentence for pages."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class DirectoryError(Exception):
    """A change that was refused; `sentence` tells the administrator why."""

    sentence: str | Promise


class InvalidFields(DirectoryError):
    """Values that cannot be stored; `fields` has the sentences for each column."""

    sentence = _("Some answers are missing or wrong.")

    def __init__(self, fields: Mapping[str, list[str]]) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields


class AddressTaken(DirectoryError):
    """Another office or service of the municipality has that part of the address (slug)."""

    sentence = _("Another one has this short name in its address.")


class NameTaken(DirectoryError):
    """Another department at the same place of the tree has that name."""

    sentence = _("There is a department of this name already.")


class OtherMunicipality(DirectoryError):
    """What belongs together is of two municipalities."""

    sentence = _("This belongs to another municipality.")


class DepartmentInItself(DirectoryError):
    """A department cannot lie in itself or in a department of its own."""

    sentence = _("A department cannot be part of itself.")


class StillUsed(DirectoryError):
    """It cannot be removed while other rows refer to it."""

    sentence = _("It is still in use.")


class AlreadyOffered(DirectoryError):
    """The service is offered at this office in this way already."""

    sentence = _("This service is offered there in this way already.")


class InvalidDuration(DirectoryError):
    """The duration is shorter than a minute or longer than eight hours."""

    sentence = _("The duration must be between one minute and eight hours.")


class InvalidStep(DirectoryError):
    """From one possible start to the next it is less than a minute."""

    sentence = _("There must be at least one minute from one start to the next.")


class InvalidGap(DirectoryError):
    """A pause is negative or longer than four hours."""

    sentence = _("A pause is at most four hours.")


class InvalidCutoff(DirectoryError):
    """A cut-off lies after the start of the appointment."""

    sentence = _("The last moment to move or to cancel cannot be after the start.")


class TwoKindsOfNotice(DirectoryError):
    """The earliest moment is given both as a length of time and in working days."""

    sentence = _("Give the shortest notice either in hours or in working days.")


class InvalidShare(DirectoryError):
    """The part of the day kept for staff is not between none and all of it."""

    sentence = _("The part kept for employees is between 0 and 1.")


class NoNeeds(DirectoryError):
    """An offering needs at least one resource, and each of its needs a resource that meets it."""

    sentence = _("Choose at least one employee or counter for each need.")


class NotLent(DirectoryError):
    """A resource is neither the municipality's own nor lent to it."""

    sentence = _("This employee or counter does not serve in this municipality.")


class OwnResource(DirectoryError):
    """A resource is always at the disposal of its own municipality."""

    sentence = _("It belongs to this municipality: it is neither lent nor given back.")


class InvalidHold(DirectoryError):
    """A time is held for less than a minute or for more than an hour."""

    sentence = _("A time can be held for 1 to 60 minutes.")


class RetentionTooLong(DirectoryError):
    """Personal data would be kept for less than one month or for more than six."""

    sentence = _("Personal data are kept for 1 to 6 months.")
