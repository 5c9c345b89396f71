"""The text of the duty of confidentiality has a version."""

from hashlib import sha256

from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.translation import override

from mydimos.identity.confidentiality import VERSION

DIGESTS = {1: "7738cfca9ba6bc82"}
"""By version, of the text in both languages. After a correction that changes no meaning, put in the
new digest; after any other raise VERSION and add one."""


def test_the_text_changes_with_its_version_only() -> None:
    said = ""
    for language in ("el", "en"):
        with override(language):
            text = strip_tags(render_to_string("backoffice/login/_confidentiality.html"))
            said += " ".join(text.split())

    assert sha256(said.encode()).hexdigest()[:16] == DIGESTS[VERSION]
