"""The settings of tests and checks; `python -m tests.environment COMMAND…` runs one with them."""

import base64
import os
import sys


def _key(letter: str) -> str:
    return "test:" + base64.b64encode(letter.encode() * 32).decode()


FIXED = {
    "MYDIMOS_MODE": "test",
    "LOG_LEVEL": "WARNING",
    "SECRET_KEY": "for-tests-only-" + "x" * 50,
    "PUBLIC_URL": "http://127.0.0.1:8000",
    "ALLOWED_HOSTS": "127.0.0.1,localhost,testserver",
    "DATA_KEYS": _key("d"),
    "HASH_KEYS": _key("h"),
    "LINK_KEYS": _key("l"),
    # No server listens there: a test that talks to GSIS or SMTP starts its own counterpart.
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none",
    "EMAIL_URL": "smtp://127.0.0.1:9",
    "MAIL_FROM": "myDimos <no-reply@mydimos.example>",
    "GSIS_BASE_URL": "http://127.0.0.1:9/oauth2server",
    "GSIS_CLIENT_ID": "test-client",
    "GSIS_CLIENT_SECRET": "test-secret",
}

if __name__ == "__main__":
    os.execvpe(sys.argv[1], sys.argv[1:], {**os.environ, **FIXED})  # noqa: S606 - no shell
