"""What templates say about a row: `{% load ui %}`."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from mydimos import formats
from mydimos.directory import phones
from mydimos.directory.models import Channel
from mydimos.directory.models.bilingual import Bilingual
from mydimos.web.ui.channels import CHANNELS
from mydimos.web.ui.presence import PRESENCE, Presence
from mydimos.web.ui.steps import STEPS

register = template.Library()


@register.filter
def when(moment: datetime | None) -> str:
    """«Δευτέρα 2 Μαρτίου 2026, ώρα 09:00»."""
    return formats.when(moment) if moment else ""


@register.filter
def day(moment: date | None) -> str:
    """«Δευτέρα 2 Μαρτίου 2026»."""
    return formats.day(moment) if moment else ""


@register.filter
def month(moment: date | None) -> str:
    """«Μάρτιος 2026»."""
    return formats.month(moment) if moment else ""


@register.filter
def clock(moment: datetime | None) -> str:
    """«09:00»."""
    return formats.clock(moment) if moment else ""


@register.filter
def free_times(count: int) -> str:
    """«12 ελεύθερες ώρες»."""
    return formats.free_times(count)


@register.filter
def length(time: timedelta | None) -> str:
    """«15 λεπτά»."""
    return formats.length(time) if time is not None else ""


@register.filter
def phone(number: str) -> str:
    """«2721 360 700»."""
    return phones.spoken(number)


@register.filter
def phone_link(number: str) -> str:
    """The address behind a phone number."""
    return phones.link(number)


@register.filter
def said(row: Bilingual, column: str) -> str:
    """A pair of columns in the language of the reader: `service|said:"description"`."""
    return str(row.said(column))


@register.filter
def channel_name(channel: str) -> str:
    """How a channel is called where it is chosen; a phone call is for information only (R2)."""
    return str(CHANNELS[Channel(channel)].name)


@register.filter
def channel_short(channel: str) -> str:
    """How a channel is called in a table or above a heading."""
    return str(CHANNELS[Channel(channel)].short)


@register.filter
def channel_hint(channel: str) -> str:
    """What a channel means for the person."""
    return str(CHANNELS[Channel(channel)].hint)


@register.filter
def presence(channel: str) -> Presence:
    """Who must take part, in the words of a channel: `{{ words.yourself }}` (R6)."""
    return PRESENCE[Channel(channel)]


@register.filter
def must_be_there(name: str, channel: str) -> str:
    """«Στο ραντεβού πρέπει να εμφανιστεί το εξής πρόσωπο: Ελένη Παπαδοπούλου.»"""
    return str(PRESENCE[Channel(channel)].named) % {"name": name}


@register.filter
def hint_of(field: BoundField, value: Any) -> str:
    """The hint of one choice: forms keep them as `field.hints`, by value."""
    hints: dict[str, Any] = getattr(field.field, "hints", {})
    return str(hints.get(str(value), ""))


@register.simple_tag(takes_context=True)
def footer(context: template.Context) -> SafeString:
    """The foot of the page: the same on every page of a municipality, so drawn once."""
    return _footer(get_language(), getattr(context.get("municipality"), "slug", ""))


@register.inclusion_tag("ui/_steps.html")
def steps(step: str) -> dict[str, Any]:
    """Where one is on the way to an appointment; `step` is a key of STEPS."""
    keys = list(STEPS)
    number = keys.index(step) + 1
    return {
        "number": number,
        "total": len(keys),
        "label": STEPS[step],
        "passed": keys[:number],
        "ahead": keys[number:],
    }


@lru_cache(maxsize=1024)
def _footer(language: str | None, municipality: str) -> SafeString:  # noqa: ARG001 (told apart by it)
    return render_to_string("ui/_footer.html", {"municipality": municipality})
