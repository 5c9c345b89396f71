"""Why the demo did not start."""


class CannotStart(Exception):
    """Something of this machine is in the way. The message is one sentence for its user."""
