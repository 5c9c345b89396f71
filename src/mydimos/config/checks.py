"""What must be true before the product serves people. `manage.py check --deploy` and start-up."""

from base64 import b64encode
from collections.abc import Iterator
from math import log2

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def refuse_unsafe_settings() -> None:
    """Raise ImproperlyConfigured with one sentence for each unsafe setting, in production."""
    if settings.MODE != "production":
        return
    if wrong := list(unsafe_settings()):
        raise ImproperlyConfigured("myDimos does not start:\n- " + "\n- ".join(wrong))


def unsafe_settings() -> Iterator[str]:
    """A sentence for each setting that is unsafe in production."""
    if settings.DEBUG:
        yield "DEBUG is on: error pages would show data. Remove it."
    if not settings.HTTPS:
        yield "PUBLIC_URL must begin with https:// so that cookies and links stay private."
    if _is_weak(settings.SECRET_KEY):
        yield "SECRET_KEY is short or well known. Make one: `python -m mydimos.config.secrets`."
    for name in ("DATA_KEYS", "HASH_KEYS", "LINK_KEYS"):
        if any(_is_weak(b64encode(key).decode()) for key in getattr(settings, name).values()):
            yield f"{name} holds a key that is not random. `python -m mydimos.config.secrets`."
    if "*" in settings.ALLOWED_HOSTS:
        yield "ALLOWED_HOSTS must name the hosts, not «*»."
    if not settings.GSIS_BASE_URL.startswith("https://"):
        yield "GSIS_BASE_URL must begin with https://."
    if settings.DATABASES["default"]["USER"] in {"postgres", "mydimos_owner"}:
        yield "DATABASE_URL must use the application's role, not the owner of the tables."


def _is_weak(secret: str) -> bool:
    """Short, repetitive, or one of those that stand in examples."""
    examples = ("insecure", "secret", "change", "example", "test")
    counts = [secret.count(letter) for letter in set(secret)]
    entropy = -sum(n / len(secret) * log2(n / len(secret)) for n in counts)
    return len(secret) < 40 or entropy < 3.5 or any(word in secret.lower() for word in examples)
