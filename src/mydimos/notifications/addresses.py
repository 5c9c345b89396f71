"""E-mail addresses: as people type them, as pages show them, as mail servers take them.

Domains follow IDNA 2008 (RFC 5891, non-transitional): «straße.de» and «δήμος.ελ» are domains of
their own and not «strasse.de» and «δήμοσ.ελ», which may belong to others.
"""

import re
import unicodedata

import idna

# Soft hyphen, zero-width space, left-to-right and right-to-left mark, word joiner, byte order mark:
# they come along when a text is copied, and no reader sees them.
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff"))

LONGEST = 254  # characters (RFC 5321, 4.5.3.1.3, without the angle brackets)
LONGEST_LOCAL = 64  # characters (RFC 5321, 4.5.3.1.1)
# What stands before the @: RFC 5322, 3.2.3 (dot-atom). Quoted ones are given out by no provider.
LOCAL = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*", re.IGNORECASE)


def without_invisible(text: str) -> str:
    """The text without letters that have no width and no meaning in names and addresses."""
    return text.translate(INVISIBLE)


def as_typed(text: str) -> str:
    """The address in a text that was typed or pasted, its domain in small letters.

    Not checked: `in_ascii` does that. The part before the @ keeps its capitals.
    """
    address = unicodedata.normalize("NFC", without_invisible(text).strip()).removesuffix(".")
    local, at, domain = address.rpartition("@")
    return f"{local}{at}{in_letters(domain)}"


def in_ascii(address: str) -> str:
    """The address as mail servers take it, its domain in ASCII.

    Raises ValueError for an address that cannot be one, or not one of a person: longer than
    RFC 5321 allows, at a host without a dot («localhost») or named by number ([127.0.0.1]).
    """
    local, _, domain = address.rpartition("@")
    if len(local) > LONGEST_LOCAL or not LOCAL.fullmatch(local):
        raise ValueError("The part before the @ is malformed.")
    domain = _domain_in_ascii(domain)
    host, _, end = domain.rpartition(".")
    if not host or not end or end.isdigit():
        raise ValueError("The host has no domain.")
    if len(local) + 1 + len(domain) > LONGEST:
        raise ValueError("The address is too long.")
    return f"{local}@{domain}"


def own_in_ascii(address: str) -> str:
    """The same for an address of the installation, whose host needs no dot. Raises ValueError."""
    local, _, domain = address.rpartition("@")
    return f"{local}@{_domain_in_ascii(domain)}"


def in_letters(domain: str) -> str:
    """The domain in letters, as people read it; one that is malformed stays as it is."""
    try:
        return idna.decode(_domain_in_ascii(domain))
    except idna.IDNAError:
        return domain


def _domain_in_ascii(domain: str) -> str:
    # Small letters first, label by label: IDNA would make the σ of «ΔΗΜΟΣ» one of «δημοσ».
    labels = ".".join(label.lower() for label in domain.split("."))
    return idna.encode(labels, uts46=True, std3_rules=True, transitional=False).decode()
