"""Times, lengths and numbers in templates: `{% load ui %}`."""

from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString, mark_safe

from mydimos import formats

register = template.Library()


@register.simple_block_tag(takes_context=True)
def page_title(context: template.Context, content: str) -> SafeString:
    """The title of the page; from here on `title` in the context, for `_page_title.html`."""
    title = mark_safe(content.strip())  # noqa: S308 (rendered by a template, which escapes)
    context["title"] = title
    return title


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
def length_of_time(time: timedelta | None) -> str:
    """«15 λεπτά»."""
    return formats.length(time) if time is not None else ""


@register.filter
def hint_of(field: BoundField, value: Any) -> str:
    """The hint of one choice: forms keep them as `field.hints`, by value."""
    hints: dict[str, Any] = getattr(field.field, "hints", {})
    return str(hints.get(str(value), ""))
