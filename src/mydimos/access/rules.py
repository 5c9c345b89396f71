"""Yes or no about roles. Pure: no query, no clock."""

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
