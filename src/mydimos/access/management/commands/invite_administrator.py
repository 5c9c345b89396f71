"""`manage.py invite_administrator`: the first user of an installation, or of a municipality."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from mydimos.access.models import Membership
from mydimos.access.services import give_role
from mydimos.audit.actors import Actor
from mydimos.directory.models import Municipality
from mydimos.identity.errors import EmailTaken
from mydimos.identity.links import invitation_url
from mydimos.identity.models import Invitation
from mydimos.identity.services import invite_user
from mydimos.notifications.addresses import as_typed, in_ascii

Role = Membership.Role


class Command(BaseCommand):
    """Sends an invitation that lasts seven days. The link for the first login is in the mail."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", required=True, help="as colleagues read it")
        parser.add_argument("--language", choices=("el", "en"), default="el")
        parser.add_argument(
            "--municipality", metavar="CODE", help="its administrator; without: of the platform"
        )
        parser.add_argument(
            "--show-link",
            action="store_true",
            help="print the link too, for an installation that sends no mail yet: it is a secret",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints what was done. Raises CommandError for an e-mail or municipality that is wrong."""
        municipality = _municipality(options["municipality"])
        invitation = _invite(options, municipality)
        self.stdout.write("The invitation is on its way. It lasts seven days.")
        if options["show_link"]:
            self.stdout.write(invitation_url(invitation, options["language"]))


@transaction.atomic
def _invite(options: dict[str, Any], municipality: Municipality | None) -> Invitation:
    by, now = Actor.system(), timezone.now()
    email = as_typed(options["email"])
    try:
        in_ascii(email)
        invitation = invite_user(
            full_name=options["name"], email=email, language=options["language"], by=by, now=now
        )
    except ValueError as malformed:
        raise CommandError("This is no e-mail address.") from malformed
    except EmailTaken as taken:
        raise CommandError("There is a user with this e-mail already.") from taken
    role = Role.MUNICIPALITY_ADMIN if municipality else Role.PLATFORM_ADMIN
    give_role(user=invitation.user, role=role, municipality=municipality, by=by, now=now)
    return invitation


def _municipality(code: str | None) -> Municipality | None:
    if code is None:
        return None
    found = Municipality.objects.filter(code=code).first()
    if found is None:
        raise CommandError("No municipality has this code.")
    return found
