"""The table of variables for operators says what the settings read, and their defaults."""

import ast
import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = ROOT / "src" / "mydimos" / "config" / "settings.py"
TABLE = ROOT / "docs" / "operations" / "settings.md"
DEPLOY = ROOT / "deploy"

ROW = re.compile(r"^\| `([A-Z_]+)` \| (.*?) \| (.+) \|$", re.MULTILINE)
READS = {"text", "number", "flag", "words", "dates", "keys", "database", "address"}
NOTHING = "–"
SET_BY_COMPOSE = {"PUBLIC_URL", "DATABASE_URL", "TRUSTED_PROXIES"}


class Variable(NamedTuple):
    """A variable that the settings read. No default: it must be set."""

    name: str
    default: str | None


def test_every_variable_is_in_the_table_and_no_other() -> None:
    documented = [name for name, _, _ in rows()]

    assert set(documented) == {variable.name for variable in variables()}
    assert len(documented) == len(set(documented))


def test_the_table_says_which_variables_must_be_set() -> None:
    must = {name for name, default, _ in rows() if default == "**must be set**"}

    assert must == {variable.name for variable in variables() if variable.default is None}


def test_the_defaults_of_the_table_are_those_of_the_settings() -> None:
    said = {name: default.strip("`") for name, default, _ in rows()}

    for name, default in variables():
        if default is not None and default != "…":
            assert said[name] == (default or NOTHING), name


def test_the_example_file_asks_for_everything_that_must_be_set_and_holds_no_value() -> None:
    asked = assignments(DEPLOY / "mydimos.env.example")
    must = {variable.name for variable in variables() if variable.default is None}

    assert must - set(asked) - SET_BY_COMPOSE == set()
    assert set(asked) <= {variable.name for variable in variables()}
    assert set(asked.values()) == {""}


def test_the_compose_file_and_its_example_name_the_same_variables() -> None:
    compose = (DEPLOY / "compose.yaml").read_text()
    named = set(re.findall(r"\$\{([A-Z_]+)", compose))

    assert named == set(assignments(DEPLOY / ".env.example"))
    assert {name for name in SET_BY_COMPOSE if f"  {name}: " in compose} == SET_BY_COMPOSE


def test_the_example_of_the_compose_file_holds_no_password() -> None:
    values = assignments(DEPLOY / ".env.example")

    assert {value for name, value in values.items() if "PASSWORD" in name} == {""}


def rows() -> list[tuple[str, str, str]]:
    """Variable, default, meaning."""
    return ROW.findall(TABLE.read_text())


def variables() -> list[Variable]:
    """What the settings read, by their syntax: `env.text("NAME", "default")`."""
    found: dict[str, Variable] = {}
    for node in ast.walk(ast.parse(SETTINGS.read_text())):
        if isinstance(node, ast.Call) and _is_read(node.func):
            variable = Variable(str(_constant(node.args[0])), _default(node))
            found.setdefault(variable.name, variable)
    return list(found.values())


def assignments(file: Path) -> dict[str, str]:
    lines = [line for line in file.read_text().splitlines() if line and not line.startswith("#")]
    return dict(line.split("=", 1) for line in lines)


def _is_read(function: ast.expr) -> bool:
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id == "env"
        and function.attr in READS
    )


def _default(call: ast.Call) -> str | None:
    """The default as an operator would write it; "…" when it is made of others."""
    given = [*call.args[1:], *(keyword.value for keyword in call.keywords)]
    if not given:
        return None
    value = _constant(given[0])
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "…" if value is None else str(value)


def _constant(node: ast.expr) -> object:
    return node.value if isinstance(node, ast.Constant) else None
