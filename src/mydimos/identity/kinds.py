"""The kinds of messages about logins."""

from enum import StrEnum

from django.utils.translation import gettext


class Kind(StrEnum):
    """A kind of message. Its value is stored; `worker.tasks` finds by it who writes the message."""

    INVITATION = "identity.invitation"
    NEW_BROWSER = "identity.new_browser"
    RECOVERY_CODE = "identity.recovery_code"
    FACTOR = "identity.factor"
    PASSWORD = "identity.password"  # noqa: S105 (no password)

    @property
    def template(self) -> str:
        """The template of its mail."""
        return f"identity/mail/{self.name.lower()}.html"

    def subject(self) -> str:
        """The subject of its mail: no name, no municipality."""
        sentences = {
            Kind.INVITATION: gettext("Invitation to myDimos"),
            Kind.NEW_BROWSER: gettext("New login to your myDimos account"),
            Kind.RECOVERY_CODE: gettext("Login with a recovery code"),
            Kind.FACTOR: gettext("Your one-time codes come from another app now"),
            Kind.PASSWORD: gettext("Your password was changed"),
        }
        return sentences[self]
