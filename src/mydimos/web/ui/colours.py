"""A municipality's colour, and what can be read on it (WCAG 2.2, relative luminance)."""

DARK, LIGHT = "#000000", "#ffffff"

# The blue of the style sheet, where a municipality has chosen none.
DEFAULT = "#003375"


def text_on(colour: str) -> str:
    """Dark or light, whichever contrasts more with `#rrggbb`: always at least 4.5 to 1."""
    return max((LIGHT, DARK), key=lambda text: contrast(colour, text))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of `#rrggbb`."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
