"""`python -m mydimos.config.secrets [key id]`: random keys for an installation, a line each.

The first installation takes the key id as it comes; each rotation gives a new one.
"""

import sys
from base64 import b64encode
from secrets import token_bytes, token_urlsafe

KEYS = ("DATA_KEYS", "HASH_KEYS", "LINK_KEYS")
LONGEST_ID = 8  # config/environment.py


def new_secrets(key_id: str = "a") -> dict[str, str]:
    """A value for each secret of the settings.

    Raises ValueError for a key id that the settings would not take.
    """
    if not key_id.isalnum() or len(key_id) > LONGEST_ID:
        raise ValueError(f"A key id has 1 to {LONGEST_ID} letters and digits, not «{key_id}».")
    keys = {name: f"{key_id}:{b64encode(token_bytes(32)).decode()}" for name in KEYS}
    return {"SECRET_KEY": token_urlsafe(48), **keys}


if __name__ == "__main__":
    for _name, _value in new_secrets(*sys.argv[1:2]).items():
        print(f"{_name}={_value}")  # noqa: T201
