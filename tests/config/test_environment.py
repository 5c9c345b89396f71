"""Reading settings: typed, and loud."""

from base64 import b64encode
from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from mydimos.config import environment as env

KEY = b64encode(b"k" * 32).decode()
OTHER = b64encode(b"o" * 32).decode()


def test_the_first_key_is_the_one_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_KEYS", f"b:{OTHER}, a:{KEY}")

    assert list(env.keys("DATA_KEYS")) == ["b", "a"]


@pytest.mark.parametrize(
    "wrong", ["", "a", f"{KEY}", "a:short", f"a:{KEY},a:{OTHER}", f"a-b:{KEY}", f":{KEY}"]
)
def test_keys_that_are_none_are_refused_and_never_shown(
    wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATA_KEYS", wrong)

    with pytest.raises(ImproperlyConfigured) as refused:
        env.keys("DATA_KEYS")

    assert KEY not in str(refused.value)


def test_another_database_than_postgresql_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///db")

    with pytest.raises(ImproperlyConfigured, match="PostgreSQL"):
        env.database("DATABASE_URL")


def test_a_password_with_signs_arrives_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "DATABASE_URL", "postgresql://web:p%40ss%2Fword@db:5433/mydimos?sslmode=require"
    )

    found = env.database("DATABASE_URL")

    assert (found["PASSWORD"], found["HOST"], found["PORT"]) == ("p@ss/word", "db", "5433")
    assert found["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize(
    ("url", "hosts", "ports"),
    [
        ("postgresql://web:pw@db1:5432,db2:5433/mydimos", "db1,db2", "5432,5433"),
        ("postgresql://web:pw@db1,db2/mydimos", "db1,db2", ""),
        ("postgresql://web:pw@db1,db2:5433/mydimos", "db1,db2", ",5433"),
        ("postgresql://web@[fd00::1]:5432,[fd00::2]/mydimos", "fd00::1,fd00::2", "5432,"),
        ("postgresql://web@/mydimos?host=db1,db2&port=5432,5433", "db1,db2", "5432,5433"),
        ("postgresql://web@/mydimos?host=%2Frun%2Fpostgresql", "/run/postgresql", ""),
    ],
)
def test_a_primary_and_its_standby_are_named_as_libpq_names_them(
    url: str, hosts: str, ports: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"{url}{'&' if '?' in url else '?'}connect_timeout=9")

    found = env.database("DATABASE_URL")

    assert (found["HOST"], found["PORT"], found["NAME"]) == (hosts, ports, "mydimos")
    assert found["OPTIONS"] == {"connect_timeout": "9"}
    assert conninfo_to_dict(make_conninfo(host=hosts, port=ports))["host"] == hosts


@pytest.mark.parametrize("port", ["0", "65536", "99999", "x", "54321234", "5432,db2:x", "-1"])
def test_a_port_that_is_none_is_refused_with_a_sentence_and_no_password(
    port: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, url in (
        ("DATABASE_URL", f"postgresql://web:hunter2@db:{port}/mydimos"),
        ("EMAIL_URL", f"smtp://us:hunter2@mail.example:{port}"),
    ):
        monkeypatch.setenv(name, url)
        read = env.database if name == "DATABASE_URL" else env.address

        with pytest.raises(ImproperlyConfigured, match=f"{name} must name servers") as refused:
            read(name)

        assert "hunter2" not in str(refused.value)


def test_what_is_no_number_or_no_flag_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VARIABLE", "perhaps")

    with pytest.raises(ImproperlyConfigured, match="VARIABLE"):
        env.number("VARIABLE", 1)
    with pytest.raises(ImproperlyConfigured, match="VARIABLE"):
        env.flag("VARIABLE", default=True)


def test_days_are_written_as_dates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LABOUR_DAY_MOVED_TO", "2024-05-07, 2027-05-04")

    assert env.dates("LABOUR_DAY_MOVED_TO") == [date(2024, 5, 7), date(2027, 5, 4)]

    monkeypatch.setenv("LABOUR_DAY_MOVED_TO", "4 May")
    with pytest.raises(ImproperlyConfigured, match="LABOUR_DAY_MOVED_TO"):
        env.dates("LABOUR_DAY_MOVED_TO")


def test_what_must_be_set_is_asked_for_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MISSING", raising=False)

    with pytest.raises(ImproperlyConfigured, match="MISSING"):
        env.text("MISSING")
