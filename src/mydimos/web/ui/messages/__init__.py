"""Translations without the gettext programs, which a fresh machine does not have."""
