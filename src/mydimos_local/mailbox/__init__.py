"""A mail server for the demo: takes every mail, keeps it as a file, shows it on a page."""

from mydimos_local.mailbox.page import MailboxPage
from mydimos_local.mailbox.sink import REFUSED_DOMAIN, SmtpSink

__all__ = ["REFUSED_DOMAIN", "MailboxPage", "SmtpSink"]
