"""Yes or no about roles. Pure: no query, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mydimos.access.models import Membership

Role = Membership.Role


def belongs_to_municipality(role: str) -> bool:
    """Whether the role is held in a municipality."""
    return role in set(Role) - {Role.PLATFORM_ADMIN}


def belongs_to_platform(role: str) -> bool:
    """Whether the role is held without one: the platform's, or the controller's officer."""
    return role in {Role.PLATFORM_ADMIN, Role.DATA_PROTECTION_OFFICER}


def is_administrator(role: str) -> bool:
    """Whether the role may never be without a holder."""
    return role in {Role.PLATFORM_ADMIN, Role.MUNICIPALITY_ADMIN}


class Right(StrEnum):
    """What a role allows in its departments."""

    SEE_PEOPLE = "see people"  # the day, an appointment, search
    SERVE = "serve"  # book, change, cancel, mark
    SEE_MEMBERS = "see members"  # who sees the people of a department


# R20: administrators and officers see no appointment without a role in its department.
WHO_HAS: Mapping[Right, frozenset[str]] = {
    Right.SEE_PEOPLE: frozenset({Role.EMPLOYEE, Role.SUPERVISOR}),
    Right.SERVE: frozenset({Role.EMPLOYEE, Role.SUPERVISOR}),
    Right.SEE_MEMBERS: frozenset({Role.EMPLOYEE, Role.SUPERVISOR, Role.MUNICIPALITY_ADMIN}),
}


@dataclass(frozen=True, slots=True)
class Held:
    """A role and the departments it covers, with those below them."""

    role: str
    municipality: str | None
    departments: frozenset[int]


@dataclass(frozen=True, slots=True)
class Rights:
    """What a user may do, by all roles that he or she holds."""

    held: tuple[Held, ...]

    def departments(self, right: Right) -> frozenset[int]:
        """Where the user has the right."""
        covering = [one.departments for one in self.held if one.role in WHO_HAS[right]]
        return frozenset().union(*covering)

    def may(self, right: Right, department: int) -> bool:
        """Whether the user has the right in a department."""
        return department in self.departments(right)
