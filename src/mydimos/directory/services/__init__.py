"""Verbs: what a municipality is and offers is added, changed and retired.

Each takes who acts (`by`) and `now`, is one transaction and adds a line to the audit. `new_lent`,
`adopted_copy` and `new_needs` give rows that are not saved yet, for writing many at once.
"""

from mydimos.directory.services.departments import (
    add_department,
    change_department,
    remove_department,
)
from mydimos.directory.services.loading import load_catalogue, load_municipalities
from mydimos.directory.services.loans import end_loan, lend_resource
from mydimos.directory.services.municipalities import change_municipality, open_municipality
from mydimos.directory.services.offerings import (
    change_offering,
    new_needs,
    offer_service,
    restore_offering,
    retire_offering,
    set_needs,
)
from mydimos.directory.services.offices import (
    add_office,
    change_office,
    restore_office,
    retire_office,
)
from mydimos.directory.services.policies import set_policy
from mydimos.directory.services.resources import (
    add_resource,
    change_resource,
    new_lent,
    restore_resource,
    retire_resource,
)
from mydimos.directory.services.services import (
    add_service,
    adopt_service,
    adopted_copy,
    change_service,
    restore_service,
    retire_service,
)

__all__ = [
    "add_department",
    "add_office",
    "add_resource",
    "add_service",
    "adopt_service",
    "adopted_copy",
    "change_department",
    "change_municipality",
    "change_offering",
    "change_office",
    "change_resource",
    "change_service",
    "end_loan",
    "lend_resource",
    "load_catalogue",
    "load_municipalities",
    "new_lent",
    "new_needs",
    "offer_service",
    "open_municipality",
    "remove_department",
    "restore_offering",
    "restore_office",
    "restore_resource",
    "restore_service",
    "retire_offering",
    "retire_office",
    "retire_resource",
    "retire_service",
    "set_needs",
    "set_policy",
]
