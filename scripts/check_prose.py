"""Finds words of literature in docstrings and comments: both should read like a manual.

`python scripts/check_prose.py [FOLDER…]` prints each place; ends with 1 if there is any.
"""

# ruff: noqa: INP001 - a script

import ast
import io
import re
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("src", "tests", "benchmarks", "scripts", "deploy")
RIDDLES = re.compile(
    r"\b(somebody|nobody|anybody|everybody|whoever|whomever|whatever|anew|afresh|so long|so many"
    r"|one (may|can|must|might|should|wants|wishes))\b",
    re.IGNORECASE,
)


def main() -> int:
    """Print the places; return 1 if there are any."""
    folders = sys.argv[1:] or FOLDERS
    files = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    # Migrations are generated; the list itself must be allowed to name the words.
    files = [path for path in files if "migrations" not in path.parts and path != Path(__file__)]
    places = [place for path in files for place in places_in(path)]
    print("\n".join(places), end="\n" if places else "")  # noqa: T201
    return 1 if places else 0


def places_in(path: Path) -> Iterator[str]:
    """Yield `file:line: word` for each such word of a file."""
    for line, text in prose(path.read_text(encoding="utf-8")):
        for hit in RIDDLES.finditer(text):
            number = line + text[: hit.start()].count("\n")
            yield f"{path.relative_to(ROOT)}:{number}: «{hit[0]}»"


def prose(source: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the text of each comment and of each docstring."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string
    for node in ast.walk(ast.parse(source)):
        match node:  # docstrings of modules, classes, functions, and of the constants above them
            case ast.Expr(value=ast.Constant(value=str() as text)):
                yield node.lineno, text


if __name__ == "__main__":
    sys.exit(main())
