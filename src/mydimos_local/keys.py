"""The demo's own keys: made once, kept beside its data."""

import json
from base64 import b64encode
from pathlib import Path
from secrets import token_bytes, token_urlsafe

KEYS = ("DATA_KEYS", "HASH_KEYS", "LINK_KEYS")


def kept_secrets(file: Path) -> dict[str, str]:
    """The secrets as environment variables; made the first time, readable by their owner only."""
    if not file.exists():
        unfinished = file.with_suffix(".new")
        unfinished.touch(mode=0o600)
        unfinished.write_text(json.dumps(_new_secrets(), indent=2))
        unfinished.replace(file)
    kept: dict[str, str] = json.loads(file.read_text())
    return kept


def _new_secrets() -> dict[str, str]:
    keys = {name: f"demo:{b64encode(token_bytes(32)).decode()}" for name in KEYS}
    return {"SECRET_KEY": token_urlsafe(50), "GSIS_CLIENT_SECRET": token_urlsafe(24)} | keys
