"""Columns that are sealed on the way into the database and opened on the way out."""

import json
from typing import TYPE_CHECKING, Any

from django.db import models

from mydimos.crypto.sealing import seal, unseal

if TYPE_CHECKING:
    TextField = models.TextField[Any, Any]  # generic in its stubs only
else:
    TextField = models.TextField


class SealedTextField(TextField):
    """Text, encrypted at rest. It cannot be searched: keep a keyed hash beside it if needed."""

    description = "Text, encrypted at rest"

    def from_db_value(self, value: str | None, *_: object) -> Any:
        return None if value is None else self.opened(unseal(value, place=self.place))

    def get_prep_value(self, value: Any) -> Any:
        return None if value is None else seal(self.bare(value), place=self.place)

    def get_lookup(self, lookup_name: str) -> Any:
        """Only `isnull`: two seals of one text differ, so a comparison would never match."""
        if lookup_name != "isnull":
            return None
        return super().get_lookup(lookup_name)

    @property
    def place(self) -> str:
        return f"{self.model._meta.label}.{self.name}"

    def opened(self, plain: bytes) -> Any:
        return plain.decode()

    def bare(self, value: Any) -> bytes:
        return str(value).encode()


class SealedJSONField(SealedTextField):
    """A small JSON value, encrypted at rest."""

    description = "JSON, encrypted at rest"

    if TYPE_CHECKING:  # what the stubs of a text field would not let in
        _pyi_private_set_type: Any
        _pyi_private_get_type: Any

    def opened(self, plain: bytes) -> Any:
        return json.loads(plain)

    def bare(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False).encode()
