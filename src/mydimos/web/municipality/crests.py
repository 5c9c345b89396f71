"""A round picture with the first letter of the place, for municipalities without a crest."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from mydimos.web.ui.colours import text_on

_PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="48" height="48">'
    '<circle cx="24" cy="24" r="23" fill="{fill}" stroke="{ink}" stroke-width="2"/>'
    '<text x="24" y="33" text-anchor="middle" font-family="Roboto,Arial,sans-serif"'
    ' font-size="26" font-weight="500" fill="{ink}">{letter}</text></svg>'
)


def monogram(name: str, colour: str) -> SafeString:
    """An SVG with the initial of `name` on `#rrggbb`."""
    return format_html(_PICTURE, letter=name[:1].upper(), fill=colour, ink=text_on(colour))
