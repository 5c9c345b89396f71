"""What concerns security, as lines of the log of their own (ASVS 16.3): no line names a person."""

import logging

log = logging.getLogger("mydimos.security")


def note(what: str) -> None:
    """Write that something happened as it should: a login, a logout."""
    log.info("%s", what)


def note_refusal(what: str) -> None:
    """Write that something was refused. `what` is a constant of ours, never what was sent."""
    log.warning("refused: %s", what)
