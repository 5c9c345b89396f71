"""`python -m mydimos.config.secrets [key id]`: random keys for an installation, a line each.

The first installation takes the key id as it comes; each rotation gives a new one.
"""

import sys
from secrets import token_urlsafe

from mydimos.crypto.keys import LONGEST_ID, is_key_id, new_keys


def new_secrets(key_id: str = "a") -> dict[str, str]:
    """A value for each secret of the settings.

    Raises ValueError for a key id that the settings would not take.
    """
    if not is_key_id(key_id):
        raise ValueError(f"A key id has 1 to {LONGEST_ID} letters and digits, not «{key_id}».")
    return {"SECRET_KEY": token_urlsafe(48), **new_keys(key_id)}


if __name__ == "__main__":
    for _name, _value in new_secrets(*sys.argv[1:2]).items():
        print(f"{_name}={_value}")  # noqa: T201
