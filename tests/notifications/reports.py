"""Reports of undeliverable mail, as mail servers write them."""

DSN = """\
Return-Path: <>
Delivered-To: bounces@mydimos.example
Date: Mon, 2 Feb 2026 09:00:00 +0200
From: Mail Delivery System <MAILER-DAEMON@mail.example>
Subject: Undelivered Mail Returned to Sender
To: {to}
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="XX"

--XX
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mail.example. I'm sorry to have to inform you.

--XX
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example
Arrival-Date: Mon, 2 Feb 2026 08:59:59 +0200

Final-Recipient: rfc822; eleni@mail.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 <eleni@mail.example>: Recipient address rejected

--XX
Content-Type: message/rfc822

From: no-reply@mydimos.example
To: eleni@mail.example
Subject: =?utf-8?b?zqHOsc69z4TOtc6yzr/PjQ==?=

Hello
--XX--
"""

VACATION = """\
From: Eleni <eleni@mail.example>
To: {to}
Subject: Out of office
Auto-Submitted: auto-replied
Content-Type: text/plain

I am on holiday. 5.1.1 Action: failed
"""


def dsn(to: str, *, action: str = "failed", status: str = "5.1.1") -> bytes:
    """A report (RFC 3464) sent to this return path."""
    return DSN.format(to=to, action=action, status=status).replace("\n", "\r\n").encode()


def vacation(to: str) -> bytes:
    """An answer by a machine, which is no report."""
    return VACATION.format(to=to).replace("\n", "\r\n").encode()


def nested(to: str, depth: int = 3000) -> bytes:
    """A mail whose parts lie one in another, deeper than Python's own parser can follow."""
    begun = "".join(
        f'Content-Type: multipart/mixed; boundary="b{level}"\r\n\r\n--b{level}\r\n'
        for level in range(depth)
    )
    outer = f'Content-Type: multipart/report; boundary="all"\r\n\r\n--all\r\n{begun}'
    return f"To: {to}\r\nMIME-Version: 1.0\r\n{outer}\r\n".encode()
