"""What can stand in the way of a message."""


class SentTooOften(Exception):
    """The same message was asked for again and again: its address must not be flooded."""


class TryLater(Exception):
    """The message could not be handed over now; it stays queued."""
