"""Parts of the citizen's frame: `{% load citizen %}`."""

from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from mydimos.web.citizen.steps import STEPS

register = template.Library()


@register.simple_tag(takes_context=True)
def footer(context: template.Context) -> SafeString:
    """The foot of the page, drawn once per language and municipality."""
    return _footer(get_language(), getattr(context.get("municipality"), "slug", ""))


@register.inclusion_tag("citizen/_steps.html")
def steps(step: str) -> dict[str, Any]:
    """The number and name of a step of booking; `step` is a key of STEPS."""
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
def _footer(language: str | None, municipality: str) -> SafeString:  # noqa: ARG001 (part of the key)
    return render_to_string("citizen/_footer.html", {"municipality": municipality})
