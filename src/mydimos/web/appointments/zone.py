"""Times of appointments with their zone: by phone or video the citizen may be abroad."""

from datetime import datetime

from django.utils.translation import gettext

from mydimos import formats
from mydimos.directory.models import Channel


def when_for(moment: datetime, channel: str) -> str:
    """«Δευτέρα 2 Μαρτίου 2026, ώρα 09:00 (ώρα Ελλάδας)»; without the zone in person."""
    return _zoned(formats.when(moment), channel)


def until_for(moment: datetime, channel: str) -> str:
    """The end of «έως …», as `formats.until` says it, by phone and video with the zone."""
    return _zoned(formats.until(moment), channel)


def clock_for(moment: datetime, channel: str) -> str:
    """«09:00 (ώρα Ελλάδας)»; without the zone in person."""
    return _zoned(formats.clock(moment), channel)


def clock_in_greece(moment: datetime) -> str:
    """«09:00 (ώρα Ελλάδας)»."""
    return gettext("%(time)s (Greek time)") % {"time": formats.clock(moment)}


def _zoned(time: str, channel: str) -> str:
    if channel == Channel.IN_PERSON:
        return time
    return gettext("%(time)s (Greek time)") % {"time": time}
