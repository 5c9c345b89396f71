"""The phone of the demo's employees: it shows the one-time codes (RFC 6238) of one secret."""

import base64
import hmac
from datetime import UTC, datetime

SECRET = "MYDIMOSDEMOSECRETFORALLEMPLOYEES"  # noqa: S105 (it is shown)
"""Of all users of the demo, none of whom exists."""

SECONDS = 30

PAGE = """<p>Στη θέση του τηλεφώνου των υπαλλήλων της επίδειξης. Ισχύει για όλους τους.</p>
<p class="code">{code}</p>
<p>Αλλάζει σε {left} δευτερόλεπτα· η σελίδα ανανεώνεται μόνη της. Κάθε υπάλληλος χρησιμοποιεί
κάθε κωδικό μία φορά: αν συνδεθείτε ξανά, περιμένετε τον επόμενο.</p>"""


def code_at(moment: datetime) -> str:
    """The six digits of a moment."""
    step = int(moment.timestamp()) // SECONDS
    digest = hmac.digest(base64.b32decode(SECRET), step.to_bytes(8, "big"), "sha1")
    start = digest[-1] & 0xF
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFF_FFFF
    return f"{number % 1_000_000:06d}"


def seconds_left(moment: datetime) -> int:
    """How long the code of a moment still shows."""
    return SECONDS - int(moment.timestamp()) % SECONDS


def phone_page() -> tuple[str, int]:
    """The contents of the page that shows the code, and after how many seconds it changes."""
    now = datetime.now(UTC)
    code, left = code_at(now), seconds_left(now)
    return PAGE.format(code=f"{code[:3]} {code[3:]}", left=left), left
