"""The folders and files of a demo, and the lock that lets one demo at a time use them."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from mydimos_local.binaries import account_for, can_enter
from mydimos_local.errors import CannotStart

CHECKOUT = Path(__file__).resolve().parents[2]
# For root whose checkout is in a private home: PostgreSQL's account cannot get in there.
SHARED = Path("/var/lib/mydimos-demo")


@dataclass(frozen=True)
class Folders:
    """The folders and files of one demo. Nothing is made until `opened` is entered."""

    var: Path

    @property
    def mails(self) -> Path:
        """One .eml file for each mail that was "sent"."""
        return self.var / "mails"

    @property
    def secrets(self) -> Path:
        """The keys of this demo: without them its data cannot be read."""
        return self.var / "secrets.json"

    @property
    def static(self) -> Path:
        """Empty: the demo serves static files from where they are written."""
        return self.var / "static"

    @property
    def database(self) -> Path:
        """PostgreSQL's data folder."""
        account = account_for(self.var / "postgres")
        if account is None or can_enter(self.var, account):
            return self.var / "postgres"
        return self._shared / "postgres"

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Make the folder and keep it for ourselves. Raises CannotStart when it is in use."""
        self._make()
        with (self.var / "lock").open("a+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise CannotStart(
                    f"The demo of this folder is already running ({self.var}): stop it first, "
                    "with Ctrl-C where it runs."
                ) from None
            yield

    def remove(self) -> None:
        """Forget everything. Raises CannotStart while the demo runs."""
        if not self.var.exists():
            return
        with self.opened():
            shutil.rmtree(self._shared, ignore_errors=True)
            shutil.rmtree(self.var)

    @property
    def _shared(self) -> Path:
        return SHARED / sha256(str(self.var).encode()).hexdigest()[:12]

    def _make(self) -> None:
        try:
            self.var.mkdir(parents=True, exist_ok=True)
            self.mails.mkdir(exist_ok=True)
            self.static.mkdir(exist_ok=True)
            (self.var / "lock").touch()
            self.database.parent.mkdir(parents=True, exist_ok=True)
        except PermissionError as error:
            raise CannotStart(
                f"{error.filename} belongs to another user (was the demo once started with sudo?): "
                "«sudo make demo-reset» removes it."
            ) from None
        _let_through(self.database.parent)


def _let_through(folder: Path) -> None:
    """Let PostgreSQL's account pass, also where root has a strict umask."""
    if os.geteuid() == 0:
        folder.chmod(0o755)
