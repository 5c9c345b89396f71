"""The keys of an installation: their names in the settings, and making new keys."""

from base64 import b64encode
from secrets import token_bytes

KEYS = ("DATA_KEYS", "HASH_KEYS", "LINK_KEYS")
KEY_BYTES = 32
LONGEST_ID = 8


def is_key_id(text: str) -> bool:
    """Whether a text can name a key: 1 to 8 letters and digits."""
    return text.isalnum() and len(text) <= LONGEST_ID


def new_keys(key_id: str) -> dict[str, str]:
    """A random key for each name, as the settings read it: `id:base64`."""
    return {name: f"{key_id}:{b64encode(token_bytes(KEY_BYTES)).decode()}" for name in KEYS}
