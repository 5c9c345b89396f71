"""QR codes of appointment codes, to be read at reception."""

import segno


def qr_of(reference: str) -> str:
    """The code as an SVG image in a data address: the CSP allows no inline style."""
    return str(segno.make(reference, error="m", micro=False).svg_data_uri(scale=4, border=2))
