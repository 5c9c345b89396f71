"""The errors of queueing and sending messages."""


class SentTooOften(Exception):
    """The same message was requested too often: its address must not be flooded."""


class TryLater(Exception):
    """The message could not be sent now; it stays queued."""
