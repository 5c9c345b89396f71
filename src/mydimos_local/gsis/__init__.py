"""A state login for demo and tests that speaks like GSIS, quirks included. Not the real TAXISnet.

Importing starts nothing.
"""

from mydimos_local.gsis.people import (
    CITIZENS,
    COMPANIES,
    FAILURES,
    PEOPLE,
    Behaviour,
    Person,
    person_of,
    tax_number,
)
from mydimos_local.gsis.server import BASE_PATH, DEMO_CLIENT, GsisServer, make_server
from mydimos_local.gsis.service import Client

__all__ = [
    "BASE_PATH",
    "CITIZENS",
    "COMPANIES",
    "DEMO_CLIENT",
    "FAILURES",
    "PEOPLE",
    "Behaviour",
    "Client",
    "GsisServer",
    "Person",
    "make_server",
    "person_of",
    "tax_number",
]
