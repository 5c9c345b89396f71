"""Where each role is held. Written by hand, so that a slip in the rule is noticed."""

from mydimos.access.models import Membership
from mydimos.access.rules import belongs_to_municipality, belongs_to_platform, is_administrator

HELD = {  # in a municipality, without one, never without a holder
    "employee": (True, False, False),
    "supervisor": (True, False, False),
    "interpreter": (True, False, False),
    "municipality_admin": (True, False, True),
    "dpo": (True, True, False),
    "platform_admin": (False, True, True),
}


def test_each_role_is_held_where_it_belongs() -> None:
    found = {
        str(role): (
            belongs_to_municipality(role),
            belongs_to_platform(role),
            is_administrator(role),
        )
        for role in Membership.Role
    }

    assert found == HELD
