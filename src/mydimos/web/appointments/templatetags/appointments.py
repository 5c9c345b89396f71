"""What templates say about rows of the field: `{% load appointments %}`."""

from datetime import datetime

from django import template

from mydimos.directory import phones
from mydimos.directory.models import Channel
from mydimos.directory.models.bilingual import Bilingual
from mydimos.web.appointments import zone
from mydimos.web.appointments.attendance import ATTENDANCE, Attendance
from mydimos.web.appointments.channels import CHANNELS

register = template.Library()


@register.filter
def phone(number: str) -> str:
    """«2721 360 700»."""
    return phones.spoken(number)


@register.filter
def phone_link(number: str) -> str:
    """The `tel:` address of a phone number."""
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
def when_for(moment: datetime | None, channel: str) -> str:
    """A moment for a channel: by phone and video with «(ώρα Ελλάδας)»."""
    return zone.when_for(moment, channel) if moment else ""


@register.filter
def until_for(moment: datetime | None, channel: str) -> str:
    """The end of «έως …» for a channel: by phone and video with «(ώρα Ελλάδας)»."""
    return zone.until_for(moment, channel) if moment else ""


@register.filter
def clock_for(moment: datetime | None, channel: str) -> str:
    """A time of the day for a channel: by phone and video with «(ώρα Ελλάδας)»."""
    return zone.clock_for(moment, channel) if moment else ""


@register.filter
def clock_in_greece(moment: datetime | None) -> str:
    """«09:00 (ώρα Ελλάδας)»."""
    return zone.clock_in_greece(moment) if moment else ""


@register.filter
def attendance(channel: str) -> Attendance:
    """Who must take part, in the words of a channel: `{{ words.yourself }}` (R6)."""
    return ATTENDANCE[Channel(channel)]


@register.filter
def must_be_there(name: str, channel: str) -> str:
    """«Στο ραντεβού πρέπει να εμφανιστεί το εξής πρόσωπο: Ελένη Παπαδοπούλου.»"""
    return str(ATTENDANCE[Channel(channel)].named) % {"name": name}
