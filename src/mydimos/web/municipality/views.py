"""A municipality's crest. For anyone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from mydimos.directory.models import Municipality
from mydimos.directory.queries import municipality_with_crest
from mydimos.web.municipality.crests import monogram
from mydimos.web.ui.audience import anyone
from mydimos.web.ui.colours import DEFAULT

_DAY = 24 * 60 * 60


@anyone
@require_safe
@cache_control(public=True, max_age=_DAY)
def crest(request: HttpRequest, municipality: str) -> HttpResponse:  # noqa: ARG001
    """The municipality's picture, else the first letter of its name.

    An uploaded SVG may carry a script: opened by itself it runs nothing.
    """
    try:
        place = municipality_with_crest(municipality)
    except Municipality.DoesNotExist:
        raise Http404 from None
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
