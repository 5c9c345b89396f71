"""`python -m mydimos.config.secrets`: random keys for a new installation, a line each."""

from base64 import b64encode
from secrets import token_bytes, token_urlsafe


def new_secrets(key_id: str = "a") -> dict[str, str]:
    """A value for each secret of the settings."""
    keys = {
        name: f"{key_id}:{b64encode(token_bytes(32)).decode()}"
        for name in ("DATA_KEYS", "HASH_KEYS", "LINK_KEYS")
    }
    return {"SECRET_KEY": token_urlsafe(48), **keys}


if __name__ == "__main__":
    for name, value in new_secrets().items():
        print(f"{name}={value}")  # noqa: T201
