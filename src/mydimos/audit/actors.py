"""Who acts: the one type that every verb takes as `by`."""

from dataclasses import dataclass
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActorKind(models.TextChoices):
    """The kinds of those who act."""

    CITIZEN = "citizen", _("Citizen")
    LINK = "link", _("Bearer of a secret link")
    EMPLOYEE = "employee", _("Employee")
    DEVICE = "device", _("Device of an office")
    IMPORT = "import", _("Import from another system")
    SYSTEM = "system", _("The system")


@dataclass(frozen=True, slots=True)
class Actor:
    """A citizen, the bearer of a secret link, an employee, a device, an import, or the system.

    `id` is the primary key of the citizen or of the user; None for the others. Verbs derive from
    the kind what is allowed and how a change is written down; pages never do.
    """

    kind: ActorKind
    id: int | None = None

    @classmethod
    def citizen(cls, citizen_id: int) -> Self:
        return cls(ActorKind.CITIZEN, citizen_id)

    @classmethod
    def link(cls) -> Self:
        return cls(ActorKind.LINK)

    @classmethod
    def employee(cls, user_id: int) -> Self:
        return cls(ActorKind.EMPLOYEE, user_id)

    @classmethod
    def device(cls, device_id: int) -> Self:
        return cls(ActorKind.DEVICE, device_id)

    @classmethod
    def importing(cls, user_id: int) -> Self:
        """An import, with the user who started it."""
        return cls(ActorKind.IMPORT, user_id)

    @classmethod
    def system(cls) -> Self:
        return cls(ActorKind.SYSTEM)

    @property
    def is_public(self) -> bool:
        """A citizen or the bearer of a link: limits, cut-offs and embargoes hold for them."""
        return self.kind in {ActorKind.CITIZEN, ActorKind.LINK}
