"""The media by which messages reach people."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Medium(models.TextChoices):
    """A medium. Each has a carrier, chosen in settings (CARRIERS)."""

    MAIL = "mail", _("E-mail")
