"""The text that the demo prints when it is ready."""

from mydimos_demo.logins import LOGINS, PASSWORD
from mydimos_local.folders import Folders
from mydimos_local.gsis import PEOPLE
from mydimos_local.ports import HOST, Ports


def banner(ports: Ports, folders: Folders) -> str:
    """Addresses, test logins, how to stop."""
    return f"""
myDimos is running.

  Appointments    http://{HOST}:{ports.web}/
  Mails           http://{HOST}:{ports.mailbox}/      every mail that the demo sends

Log in with one of these (the test login page lists them; no password, nobody is real):

{_logins()}

The office, for employees: http://{HOST}:{ports.web}/office/
The password of all is «{PASSWORD}»; the code is at http://{HOST}:{ports.mailbox}/phone

{_employees()}

Kept in {folders.var}: what you enter is there the next time.
Ctrl-C stops everything; «make demo-reset» starts over.
"""


def _logins() -> str:
    lines = [
        f"  {person.tax_number}  {person.label:<48}{person.behaviour.value}".rstrip()
        for person in PEOPLE
    ]
    return "\n".join(lines)


def _employees() -> str:
    return "\n".join(f"  {login.email:<36}{login.label}" for login in LOGINS)
