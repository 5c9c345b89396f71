"""The names of the three channels on pages (wording.md, D1§3)."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mydimos.directory.models import Channel


class Named(NamedTuple):
    """A channel's name where it is chosen, its short name in tables, and a hint."""

    name: str | Promise
    short: str | Promise
    hint: str | Promise


# R2: a phone call is for information only, and every place that offers it says so.
_PHONE_HINT = _(
    "An employee of the municipality calls you on the day and at the time you choose, for"
    " information only. Your case cannot be handled by phone."
)
# R3: what a video call needs.
_VIDEO_HINT = _(
    "You speak with an employee from where you are. You need a device with camera and microphone,"
    " and your identity documents at hand."
)

CHANNELS = {
    Channel.IN_PERSON: Named(
        _("In person"), _("In person"), _("You come to an office of the municipality.")
    ),
    Channel.PHONE: Named(
        _("Phone call from the municipality (information only)"),
        _("Phone call (information)"),
        _PHONE_HINT,
    ),
    Channel.VIDEO: Named(_("Video call"), _("Video call"), _VIDEO_HINT),
}
