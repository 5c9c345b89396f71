"""The few files of npm packages that pages use, straight from where npm put them: no bundler."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

# What a page asks for → where the package keeps it.
_ROBOTO = "@fontsource-variable/roboto/files/roboto"
FILES = {
    "vendor/govgr.css": "@digigov/css/dist/digigov.css",
    "vendor/htmx.js": "htmx.org/dist/htmx.min.js",
    "vendor/roboto-greek.woff2": f"{_ROBOTO}-greek-wght-normal.woff2",
    "vendor/roboto-latin.woff2": f"{_ROBOTO}-latin-wght-normal.woff2",
}


class PackageStorage(FileSystemStorage):
    """Shows files of `node_modules` under the names that pages use."""

    def path(self, name: str) -> str:
        return str(Path(settings.NODE_MODULES) / FILES[name])


class PackageFinder(BaseFinder):
    """Finds them, for the server of the demo and for `collectstatic`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storage = PackageStorage(location=settings.NODE_MODULES)
        super().__init__(*args, **kwargs)

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:  # noqa: ARG002, FBT001, FBT002 (Django's signature)
        if path not in FILES or not self.storage.exists(path):
            return []
        found = self.storage.path(path)
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, PackageStorage]]:  # noqa: ARG002
        """Every file, missing ones too: collecting fails rather than leave a page without style."""
        return ((path, self.storage) for path in FILES)
