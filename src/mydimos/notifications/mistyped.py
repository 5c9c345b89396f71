"""Mistyped domains of well-known providers of mail: «gmial.com», «yahoo.con», «otenet.com»."""

# The provider's name, and the ends under which it has mailboxes.
PROVIDERS = {
    "gmail": ("com",),
    "googlemail": ("com",),
    "yahoo": ("com", "gr"),
    "hotmail": ("com", "gr"),
    "outlook": ("com", "com.gr"),
    "live": ("com",),
    "windowslive": ("com",),
    "msn": ("com",),
    "icloud": ("com",),
    "protonmail": ("com",),
    "otenet": ("gr",),
    "forthnet": ("gr",),
    "cosmotemail": ("gr",),
    "hol": ("gr",),
}
# They have mailboxes under many ends of other countries too: yahoo.fr, hotmail.it, live.nl …
IN_MANY_COUNTRIES = {"yahoo", "hotmail", "outlook", "live", "protonmail"}
# Real providers and companies one letter away from one of the above.
REAL = {
    "ymail.com", "email.com", "mail.com", "tmail.com", "hmail.com", "fmail.com", "vmail.com",
    "zmail.com", "cmail.com", "cloud.com",
}  # fmt: skip
MISTYPED_ENDS = {
    "com": {"con", "cpm", "cim", "com.com", "comm", "coom", "ccom", "cm", "co", "om", "cmo", "ocm",
            "vom", "xom", "c0m", "comn", "con.gr"},
    "gr": {"rg", "g", "grr", "ggr", "gr.gr", "ge", "gt", "hr", "fr.gr", "gr.com"},
}  # fmt: skip
REAL_ENDS = {"cm", "co", "om", "ge", "gt", "hr"}  # countries: a short name may really exist there
SHORTEST_NAME = 5  # letters; short names and ends are too close to those of others


def suggestion(address: str) -> str:
    """The address that was probably meant; empty where nothing looks mistyped.

    «nikos@gmial.com» gives «nikos@gmail.com». It is a guess: ask, and never replace.
    """
    local, _, domain = address.rpartition("@")
    domain = domain.lower()
    name, _, end = domain.partition(".")
    if not local or not end or domain in REAL or end in PROVIDERS.get(name, ()):
        return ""
    meant = _domain_meant(name, end)
    return f"{local}@{meant}" if meant else ""


def _domain_meant(name: str, end: str) -> str:
    if name in PROVIDERS:
        return _with_end(name, end)
    close = [known for known in PROVIDERS if _is_one_slip_away(name, known)]
    ends = {end} | {right for right, wrong in MISTYPED_ENDS.items() if end in wrong}
    fitting = [f"{known}.{one}" for known in close for one in PROVIDERS[known] if one in ends]
    return fitting[0] if len(fitting) == 1 else ""


def _with_end(name: str, end: str) -> str:
    """The provider with the end that was meant; empty where other countries have that end."""
    is_short = len(name) < SHORTEST_NAME
    if is_short and end in REAL_ENDS:
        return ""
    for right in PROVIDERS[name]:
        if end in MISTYPED_ENDS.get(right, ()):
            return f"{name}.{right}"
    has_one_end = name not in IN_MANY_COUNTRIES and not is_short
    return f"{name}.{PROVIDERS[name][0]}" if has_one_end else ""


def _is_one_slip_away(typed: str, known: str) -> bool:
    """One letter too many, too few or wrong, or two neighbours exchanged (Damerau)."""
    if len(known) < SHORTEST_NAME or abs(len(typed) - len(known)) > 1:
        return False
    start = next(
        (at for at, (a, b) in enumerate(zip(typed, known, strict=False)) if a != b),
        min(len(typed), len(known)),
    )
    mine, theirs = typed[start:], known[start:]
    swapped = theirs[1:2] + theirs[:1] + theirs[2:]
    return mine[1:] == theirs[1:] or mine[1:] == theirs or mine == theirs[1:] or mine == swapped
