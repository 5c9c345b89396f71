"""What a page shows of an app that is being set up."""

import segno

from mydimos.identity.models import Factor, User
from mydimos.identity.totp import app_address, in_groups

ISSUER = "myDimos"


def about(factor: Factor, user: User) -> dict[str, str]:
    """The secret in groups, the address for an app on this device, and the QR code of it."""
    address = app_address(factor.secret, account=user.email, issuer=ISSUER)
    picture = segno.make(address, error="m", micro=False)
    return {
        "secret": in_groups(factor.secret),
        "account": user.email,
        "issuer": ISSUER,
        "address": address,
        "qr": picture.svg_data_uri(scale=5, border=4, light="#fff", omitsize=False),
    }
