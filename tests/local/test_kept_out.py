"""The login server, where anyone can be anyone, is in neither image nor wheel."""

import tomllib
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_PRODUCT = {"mydimos_local", "mydimos_demo"}


def test_the_image_holds_the_product_only() -> None:
    copies = (ROOT / "deploy" / "Dockerfile").read_text().split("COPY ")[1:]
    sources = [ROOT / word for line in copies for word in line.splitlines()[0].split()[:-1]]

    folders = {folder.name for source in sources for folder in [source, *source.rglob("*")]}

    assert {"mydimos", "booking"} <= folders
    assert not folders & NOT_PRODUCT


def test_the_wheel_holds_the_product_only() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    patterns = project["tool"]["setuptools"]["packages"]["find"]["include"]
    packages = {path.name for path in (ROOT / "src").iterdir()}

    chosen = {name for name in packages if any(fnmatch(name, pattern) for pattern in patterns)}

    assert packages >= NOT_PRODUCT
    assert chosen == {"mydimos"}
