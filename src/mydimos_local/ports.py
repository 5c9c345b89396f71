"""The loopback ports of the demo, in a row."""

import errno
import socket
from dataclasses import dataclass

from mydimos_local.errors import CannotStart

HOST = "127.0.0.1"
HIGHEST_FIRST = 65_532


@dataclass(frozen=True)
class Ports:
    """Where each part listens."""

    web: int

    @property
    def login(self) -> int:
        """The local GSIS server."""
        return self.web + 1

    @property
    def smtp(self) -> int:
        """The mail sink."""
        return self.web + 2

    @property
    def mailbox(self) -> int:
        """The page that shows the mails."""
        return self.web + 3

    def refuse_taken(self) -> None:
        """Raise CannotStart with the first port that another program uses."""
        for port in (self.web, self.login, self.smtp, self.mailbox):
            if not _is_free(port):
                raise CannotStart(
                    f"Port {port} is in use by another program: stop that program, "
                    f"or choose other ports with «make demo PORT={_elsewhere(self.web)}»."
                )


def chosen_ports(first: str) -> Ports:
    """The ports that begin with PORT. Raises CannotStart when it is no usable number."""
    if not first.isdecimal() or not 1 <= int(first) <= HIGHEST_FIRST:
        raise CannotStart(f"PORT must be a number from 1 to {HIGHEST_FIRST}, not «{first}».")
    return Ports(int(first))


def answers(port: int) -> bool:
    """Whether a program listens on the port."""
    with socket.socket() as caller:
        caller.settimeout(0.5)
        return caller.connect_ex((HOST, port)) == 0


def _is_free(port: int) -> bool:
    with socket.socket() as listener:
        # As servers do: connections that are just closing do not count.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except PermissionError:
            raise CannotStart(
                f"Port {port} needs root: choose one above 1023 with PORT=."
            ) from None
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            return False
    return True


def _elsewhere(port: int) -> int:
    return port + 100 if port + 100 <= HIGHEST_FIRST else 8000
