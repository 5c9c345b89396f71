"""The steps of booking, in the order of D2§1 and of the user manual."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STEPS: dict[str, str | Promise] = {
    "municipality": _("Municipality"),
    "channel": _("How you will be served"),
    "service": _("Service"),
    "documents": _("Documents you need"),
    "time": _("Day and time"),
    "login": _("Log in"),
    "who": _("Who the appointment is for"),
    "details": _("Details"),
    "check": _("Check"),
}
