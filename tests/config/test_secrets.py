"""Random keys for an installation."""

import subprocess
import sys

import pytest

from mydimos.config import environment
from mydimos.config.secrets import new_secrets


def test_the_settings_take_every_secret_as_it_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in new_secrets().items():
        monkeypatch.setenv(name, value)

    assert len(environment.text("SECRET_KEY")) >= 60
    for name in ("DATA_KEYS", "HASH_KEYS", "LINK_KEYS"):
        assert [(key_id, len(key)) for key_id, key in environment.keys(name).items()] == [("a", 32)]


def test_no_two_secrets_are_alike() -> None:
    values = [value for _ in range(5) for value in new_secrets().values()]

    assert len(set(values)) == len(values)


def test_the_command_prints_lines_for_an_env_file_under_the_key_id_it_is_given() -> None:
    printed = subprocess.run(
        [sys.executable, "-m", "mydimos.config.secrets", "2027"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    lines = dict(line.split("=", 1) for line in printed.splitlines())
    assert set(lines) == {"SECRET_KEY", "DATA_KEYS", "HASH_KEYS", "LINK_KEYS"}
    assert lines["DATA_KEYS"].startswith("2027:")
    assert all(not set(value) & set(" $'\"#") for value in lines.values())


@pytest.mark.parametrize("key_id", ["", "a:b", "much-too-long"])
def test_a_key_id_that_the_settings_refuse_is_refused_here_already(key_id: str) -> None:
    with pytest.raises(ValueError, match="key id"):
        new_secrets(key_id)
