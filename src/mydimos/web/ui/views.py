"""The colour of a municipality as a style sheet. For anyone."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from mydimos.web.ui.audience import anyone
from mydimos.web.ui.colours import rgb, text_on

_YEAR = 365 * 24 * 60 * 60

# A style sheet and not an attribute: the content security policy knows no inline style. On the
# pseudo-elements too, because the vendor's sheet sets its own colours on each of them.
_THEME = (
    ":root,::before,::after{{--color-primary:{colour};--color-primary-rgb:{rgb};"
    "--color-tertiary:{colour};--color-tertiary-rgb:{rgb};--app-on-primary:{ink}}}\n"
)


@anyone
@require_safe
@cache_control(public=True, max_age=_YEAR, immutable=True)
def theme(request: HttpRequest, colour: str) -> HttpResponse:  # noqa: ARG001
    """The colour, as its address says it: needs no look-up and never changes."""
    value = f"#{colour}"
    ink, parts = text_on(value), ",".join(map(str, rgb(value)))
    style = _THEME.format(colour=value, rgb=parts, ink=ink)
    return HttpResponse(style, content_type="text/css; charset=utf-8")
