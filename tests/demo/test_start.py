"""What stands in the way of the demo is said in one sentence."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from mydimos_demo.log_lines import log_line
from mydimos_local.errors import CannotStart
from mydimos_local.folders import Folders
from mydimos_local.keys import kept_secrets
from mydimos_local.ports import chosen_ports
from tests.demo.free_ports import free_ports


def test_a_port_in_use_is_named_with_the_way_out(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        ended = subprocess.run(
            [sys.executable, "-m", "mydimos_demo", f"--folder={folder}"],
            env={**os.environ, "PORT": str(port)},
            capture_output=True,
            text=True,
            check=False,
        )

    assert ended.returncode == 1
    assert ended.stderr.startswith(f"Port {port} is in use by another program: stop that program")
    assert "make demo PORT=" in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_the_ports_of_the_other_parts_are_looked_at_too() -> None:
    ports = free_ports()
    with (
        socket.create_server(("127.0.0.1", ports.mailbox)),
        pytest.raises(CannotStart, match=f"Port {ports.mailbox} is in use"),
    ):
        ports.refuse_taken()


@pytest.mark.parametrize("port", ["", "abc", "0", "-1", "65533", "80 80"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(CannotStart, match="PORT must be a number from 1 to"):
        chosen_ports(port)


def test_two_demos_of_one_folder_do_not_run_together(folder: Path) -> None:
    folders = Folders(folder / "demo")

    with (
        folders.opened(),
        pytest.raises(CannotStart, match="already running"),
        Folders(folders.var).opened(),
    ):
        pass


def test_a_reset_removes_everything_but_not_under_a_running_demo(folder: Path) -> None:
    folders = Folders(folder / "demo")
    with folders.opened():
        (folders.mails / "one.eml").touch()
        with pytest.raises(CannotStart, match="already running"):
            folders.remove()

    folders.remove()

    assert not folders.var.exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_of_another_user_is_told_apart(folder: Path) -> None:
    folder.chmod(0o500)

    with (
        pytest.raises(CannotStart, match="belongs to another user"),
        Folders(folder / "x").opened(),
    ):
        pass


def test_the_keys_are_made_once_and_for_their_owner_only(folder: Path) -> None:
    file = folder / "secrets.json"

    made, kept = kept_secrets(file), kept_secrets(file)

    assert made == kept
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("plain words", "web      | plain words"),
        ("{not json", "web      | {not json"),
        (
            '{"time": "t", "level": "INFO", "logger": "l", "message": "request", "status": 200}',
            "web      | INFO request status=200",
        ),
        (
            '{"level": "ERROR", "message": "m", "error": {"type": "E", "at": ["a.py:1 f"]}}',
            "web      | ERROR m [E at a.py:1 f]",
        ),
    ],
)
def test_logs_are_shown_in_words(line: str, shown: str) -> None:
    assert log_line("web", line) == shown
