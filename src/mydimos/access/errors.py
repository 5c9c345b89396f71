"""What hinders giving or taking a role. Each has a sentence for pages."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class AccessError(Exception):
    """A change of roles that was refused; `sentence` tells the administrator why."""

    sentence: str | Promise


class NeedsMunicipality(AccessError):
    """The role is held in a municipality, or in the platform, and the other was given."""

    sentence = _("This role cannot be given here.")


class OtherMunicipality(AccessError):
    """A department of another municipality was named."""

    sentence = _("This department belongs to another municipality.")


class LastAdministrator(AccessError):
    """A municipality, and the platform, always has an administrator."""

    sentence = _("There must always be an administrator. Give the role to another person first.")


class OwnLastRole(AccessError):
    """An employee cannot take his or her own last role."""

    sentence = _("You cannot take away your own last role.")
