"""Times, lengths of time and numbers in words, in the active language."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.utils import dateformat, timezone
from django.utils.translation import get_language, gettext, ngettext, pgettext

_ARTICLES = ("τη", "την", "την", "την", "την", "το", "την")  # of the weekdays, from Monday
# Greek needs the genitive of the month after a day (E, «2 Μαρτίου») and the nominative alone (F).
_DAY = {"el": "l j E Y", "en": "l j F Y"}


def day(moment: date) -> str:
    """«Δευτέρα 2 Μαρτίου 2026». A moment is taken in the time zone of the page (Athens)."""
    local = _local(moment)
    return _day(local.year, local.month, local.day, _language())


def date_of(day: date) -> str:
    """«2 Μαρτίου 2026», for texts."""
    return dateformat.format(day, "j E Y" if _language() == "el" else "j F Y")


def month(moment: date) -> str:
    """«Μάρτιος 2026»."""
    return dateformat.format(_local(moment), "F Y")


def clock(moment: datetime) -> str:
    """«09:00»."""
    return f"{_local(moment):%H:%M}"


def when(moment: datetime) -> str:
    """«Δευτέρα 2 Μαρτίου 2026, ώρα 09:00»."""
    return gettext("%(day)s, %(clock)s") % {"day": day(moment), "clock": clock(moment)}


def until(moment: datetime) -> str:
    """The end of «έως …»: «την Κυριακή 29 Νοεμβρίου 2026, ώρα 12:00».

    Midnight is told as the end of the day before it: «και την Κυριακή 29 Νοεμβρίου 2026».
    """
    local = timezone.localtime(moment)
    if local.time() != time.min:
        return gettext("%(day)s, %(clock)s") % {"day": _the(local), "clock": clock(moment)}
    return pgettext("until …", "the end of %(day)s") % {"day": _the(local - timedelta(days=1))}


def genitive(municipality: str) -> str:
    """«Δήμου Καλαμάτας» of «Δήμος Καλαμάτας», as all Greek names begin; others stay as they are."""
    return municipality.replace("Δήμος ", "Δήμου ", 1)


def free_times(count: int) -> str:
    """«12 ελεύθερες ώρες»."""
    return ngettext("%(count)s free time", "%(count)s free times", count) % {"count": count}


def length(duration: timedelta) -> str:
    """«15 λεπτά», «1 ώρα», «1 ώρα και 30 λεπτά», «2 ημέρες»."""
    minutes = round(duration.total_seconds() / 60)
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    parts = [
        ngettext("%(count)s day", "%(count)s days", days) % {"count": days} if days else "",
        ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours} if hours else "",
        ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
        if minutes or not (days or hours)
        else "",
    ]
    return pgettext("between days, hours and minutes", " and ").join(filter(None, parts))


def _the(moment: date) -> str:
    """«την Κυριακή 29 Νοεμβρίου 2026»: in Greek with the article of the weekday."""
    article = f"{_ARTICLES[moment.weekday()]} " if _language() == "el" else ""
    return f"{article}{day(moment)}"


@lru_cache(maxsize=2048)
def _day(year: int, month: int, day: int, language: str) -> str:
    """Cached: a page of a month writes about twenty days."""
    return dateformat.format(date(year, month, day), _DAY[language])


def _local(moment: date) -> date:
    return timezone.localtime(moment) if isinstance(moment, datetime) else moment


def _language() -> str:
    return "en" if get_language() == "en" else "el"
