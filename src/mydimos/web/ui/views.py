"""What pages of a municipality are dressed in: its colour and its crest. For anyone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from mydimos.directory.models import Municipality
from mydimos.web.ui.audience import anyone
from mydimos.web.ui.colours import DEFAULT, rgb, text_on
from mydimos.web.ui.crests import monogram

_DAY = 24 * 60 * 60

# A style sheet and not an attribute: the content security policy knows no inline style. On the
# pseudo-elements too, because the vendor's sheet sets its own colours on each of them.
_THEME = (
    ":root,::before,::after{{--color-primary:{colour};--color-primary-rgb:{rgb};"
    "--color-tertiary:{colour};--color-tertiary-rgb:{rgb};--app-on-primary:{ink}}}\n"
)


@anyone
@require_safe
@cache_control(public=True, max_age=365 * _DAY, immutable=True)
def theme(request: HttpRequest, colour: str) -> HttpResponse:  # noqa: ARG001
    """The colour, as its address says it: needs no look-up and never changes."""
    value = f"#{colour}"
    ink, parts = text_on(value), ",".join(map(str, rgb(value)))
    style = _THEME.format(colour=value, rgb=parts, ink=ink)
    return HttpResponse(style, content_type="text/css; charset=utf-8")


@anyone
@require_safe
@cache_control(public=True, max_age=_DAY)
def crest(request: HttpRequest, municipality: str) -> HttpResponse:  # noqa: ARG001
    """The municipality's picture, else the first letter of its name.

    An uploaded SVG may carry a script: opened by itself it runs nothing.
    """
    place = get_object_or_404(Municipality.objects.select_related("crest"), slug=municipality)
    own = getattr(place, "crest", None)
    if own is None:
        picture: bytes = monogram(place.short_el, place.colour or DEFAULT).encode()
    else:
        picture = bytes(own.picture)
    response = HttpResponse(picture, content_type=own.format if own else "image/svg+xml")
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    )
    return response
