"""The text that the demo prints when it is ready."""

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

Kept in {folders.var}: what you enter is there the next time.
Ctrl-C stops everything; «make demo-reset» starts over.
"""


def _logins() -> str:
    lines = [
        f"  {person.tax_number}  {person.label:<48}{person.behaviour.value}".rstrip()
        for person in PEOPLE
    ]
    return "\n".join(lines)
