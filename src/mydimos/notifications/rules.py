"""What status codes mean for a message: decided here and nowhere else.

A code is an enhanced one (RFC 3463, "5.1.1") or, where the mail server gave none, that of the reply
(RFC 5321, "550"); empty where there was no reply at all.
"""

# The mail server is away, overloaded or does not let us in: that concerns all messages alike.
# A regular expression that PostgreSQL understands too.
SERVER_IS_AWAY = r"^($|421$|4\.3\.|5\.7\.8$|535$)"


def reply_is_final(reply: int, code: str) -> bool:
    """Whether a mail server that answered RCPT TO or DATA so will never take the message.

    Refusals by policy (RFC 3463, x.7.x) are not final: we may not send, or not like this. That is
    the same for every recipient, and is corrected on our side within the day.
    """
    return reply >= 500 and not code.startswith("5.7.")


def report_is_final(action: str) -> bool:
    """Whether a report about a recipient (RFC 3464, 2.3.3) says that the message did not arrive.

    The action decides and not the code: of a failure it may be 4.4.7 (tried for too long) or 5.7.1
    (policy), and the server that reports it has given the message up.
    """
    return action.strip().lower() == "failed"
