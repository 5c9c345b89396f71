"""A relay in front of PostgreSQL that can fall silent, hang up, or not be there at all."""

import selectors
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock, Thread


class Relay:
    """Passes bytes between clients of a port of this machine and the socket of PostgreSQL."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._lock = Lock()
        self._speaks = True
        self._listener: socket.socket | None = None
        self.port = 0
        self.come_back()

    def fall_silent(self) -> None:
        """Take what comes and pass nothing on, as a stopped process does."""
        self._speaks = False

    def speak(self) -> None:
        """Pass on what comes from now on."""
        self._speaks = True

    def hang_up(self) -> None:
        """Close every connection, as a restart does; new ones are taken."""
        with self._lock:
            pairs, self._pairs = self._pairs, []
        for one in (end for pair in pairs for end in pair):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def go_away(self) -> None:
        """Close every connection and refuse new ones."""
        if self._listener:
            with suppress(OSError):
                self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            self._listener = None
        self.hang_up()

    def come_back(self) -> None:
        """Take connections, at the same port as before."""
        self._listener = socket.create_server(("127.0.0.1", self.port))
        self.port = self._listener.getsockname()[1]
        Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                client, _ = listener.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(str(self._target))
                with self._lock:
                    self._pairs.append((client, server))
                Thread(target=self._pump, args=(client, server), daemon=True).start()

    def _pump(self, client: socket.socket, server: socket.socket) -> None:
        with selectors.DefaultSelector() as ready, client, server, suppress(OSError):
            ready.register(client, selectors.EVENT_READ, server)
            ready.register(server, selectors.EVENT_READ, client)
            while True:
                for key, _ in ready.select():
                    taken = key.fileobj.recv(65536)  # type: ignore[union-attr]
                    if not taken:
                        return
                    if self._speaks:
                        key.data.sendall(taken)


@contextmanager
def relay_to(target: Path) -> Iterator[Relay]:
    """A relay, until the block ends."""
    relay = Relay(target)
    try:
        yield relay
    finally:
        relay.go_away()
