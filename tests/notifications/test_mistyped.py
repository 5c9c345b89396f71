"""Suggestions for mistyped domains: helpful where it is clear, silent for real domains."""

import pytest

from mydimos.notifications.mistyped import suggestion

MISTYPED = {
    "gmail.com": "gmial.com gmail.con gmial.con gamil.com gmai.com gmil.com gnail.com gmaill.com"
    " gmail.gr gmail.co gmail.cm gmail.comm gmal.com gmsil.com GMIAL.COM gmail.com.gr",
    "hotmail.com": "hotmial.com hotmai.com hotmail.ocm hotnail.com homail.com hotmail.con",
    "hotmail.gr": "hotmial.gr hotmail.rg hotmal.gr",
    "yahoo.com": "yaho.com yahoo.con yahoo.co yhoo.com yahooo.com",
    "yahoo.gr": "yahooo.gr yhoo.gr yahoo.g yaoo.gr",
    "outlook.com": "outlok.com outllok.com outlook.con oultook.com",
    "windowslive.com": "windowlive.com windowslive.gr windowslive.con",
    "icloud.com": "iclud.com icloud.co iclould.com",
    "live.com": "live.con",
    "otenet.gr": "otenet.com otente.gr otenet.rg otnet.gr",
    "forthnet.gr": "forhtnet.gr forthnet.com",
    "cosmotemail.gr": "cosmotemai.gr cosmotemail.com",
    "hol.gr": "hol.rg",
}

# Providers, universities, municipalities, companies; many one or two letters from a large provider.
REAL = [
    "gmail.com", "googlemail.com", "yahoo.com", "yahoo.gr", "yahoo.co.uk", "yahoo.fr", "yahoo.de",
    "yahoo.it", "yahoo.es", "yahoo.ca", "ymail.com", "rocketmail.com", "hotmail.com",
    "hotmail.gr", "hotmail.fr", "hotmail.co.uk", "hotmail.de", "hotmail.it", "outlook.com",
    "outlook.com.gr", "outlook.de", "outlook.fr", "live.com", "live.co.uk", "live.nl", "live.fr",
    "windowslive.com", "msn.com", "icloud.com", "me.com", "mac.com", "aol.com", "aon.com",
    "gmx.com", "gmx.net", "gmx.de", "web.de", "mail.com", "email.com", "mail.ru", "mail.gr",
    "inbox.com", "fastmail.com", "proton.me", "protonmail.com", "protonmail.ch", "pm.me",
    "zoho.com", "yandex.com", "tutanota.com", "hey.com", "duck.com", "mail.example", "otenet.gr",
    "forthnet.gr", "forth.gr", "hol.gr", "ote.gr", "cosmotemail.gr", "cosmote.gr", "vodafone.gr",
    "wind.gr", "nova.gr", "tellas.gr", "hellas.gr", "vivodi.gr", "in.gr", "freemail.gr",
    "mailbox.gr", "pathfinder.gr", "ath.forthnet.gr", "sch.gr", "uoa.gr", "di.uoa.gr", "auth.gr",
    "ntua.gr", "mail.ntua.gr", "upatras.gr", "upnet.gr", "uoc.gr", "uoi.gr", "duth.gr", "uth.gr",
    "aueb.gr", "unipi.gr", "panteion.gr", "ionio.gr", "teilar.gr", "hua.gr", "tee.gr", "dsa.gr",
    "dsath.gr", "oe-e.gr", "isathens.gr", "gov.gr", "ypes.gr", "kep.gov.gr", "athens.gr",
    "cityofathens.gr", "patras.gr", "thessaloniki.gr", "kalamata.gr", "larissa.gr",
    "volos-city.gr", "heraklion.gr", "chania.gr", "rhodes.gr", "dimos.gr", "eurobank.gr",
    "alpha.gr", "nbg.gr", "piraeusbank.gr", "dei.gr", "cloud.com", "tmail.com", "zmail.com",
    "hmail.com", "example.gr", "δήμος.ελ", "xn--jxalzmp.xn--qxam", "libero.it", "orange.fr",
    "wanadoo.fr", "t-online.de", "bluewin.ch", "abv.bg", "seznam.cz", "wp.pl", "cytanet.com.cy",
    "live.co", "hol.hr", "msn.com.gr", "company.com", "company.co", "startup.io", "shop.cm",
]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "meant"),
    [(typed, meant) for meant, several in MISTYPED.items() for typed in several.split()],
)
def test_a_mistyped_provider_is_suggested(typed: str, meant: str) -> None:
    assert suggestion(f"nikos@{typed}") == f"nikos@{meant}"


@pytest.mark.parametrize("domain", REAL)
def test_a_real_domain_gets_no_suggestion(domain: str) -> None:
    assert suggestion(f"nikos@{domain}") == ""


@pytest.mark.parametrize(
    "text", ["", "nikos", "@gmial.com", "nikos@", "nikos@gmial", "a@b@gmial.com"]
)
def test_what_is_no_address_does_no_harm(text: str) -> None:
    assert suggestion(text) in {"", "a@b@gmail.com"}
