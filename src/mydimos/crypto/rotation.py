"""Sealing columns and hashing blind indexes again under the keys in use. Names no table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import Model, TextField
from django.db.models.functions import Cast

from mydimos.crypto.fields import SealedTextField
from mydimos.crypto.hashing import keyed_hash
from mydimos.crypto.sealing import CannotOpen, is_current, seal, unseal

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class BlindIndex:
    """A keyed hash beside a sealed column, by which a row is found without opening the others."""

    sealed: str
    column: str
    purpose: str


@dataclass(slots=True)
class Findings:
    """How many sealed values there are, and how many are not as the keys in use would make them."""

    sealed: int = 0
    older: int = 0
    unopened: int = 0  # changed, or their key is gone
    misindexed: int = 0

    @property
    def is_current(self) -> bool:
        return not (self.older or self.unopened or self.misindexed)


def sealed_fields(model: type[Model]) -> list[SealedTextField]:
    """The columns of a table that are encrypted at rest."""
    return [field for field in model._meta.local_fields if isinstance(field, SealedTextField)]


def inspect(model: type[Model], indexes: Sequence[BlindIndex] = (), *, size: int = 500) -> Findings:
    """Open every sealed value of a table and compare every blind index. Writes nothing."""
    return _SealedTable(model, indexes).walk(size, writes=False)


def renew(model: type[Model], indexes: Sequence[BlindIndex] = (), *, size: int = 500) -> Findings:
    """Seal and hash again the values of a table that an older key made; returns the findings.

    Each batch is a transaction of its own: after an interruption the next run goes on. Rows that
    are locked are left out, and values that no key opens stay as they are: `inspect` tells.
    """
    return _SealedTable(model, indexes).walk(size, writes=True)


class _SealedTable:
    """One table, read without its fields: they would open every value."""

    def __init__(self, model: type[Model], indexes: Sequence[BlindIndex]) -> None:
        self._model = model
        self._fields = sealed_fields(model)
        self._indexes = list(indexes)
        places = {field.name: number for number, field in enumerate(self._fields)}
        self._sources = [places[index.sealed] for index in indexes]

    def walk(self, size: int, *, writes: bool) -> Findings:
        findings = Findings()
        last: Any = None
        while True:
            with transaction.atomic():
                rows = self._rows(last, size, locked=writes)
                changed = [new for row in rows if (new := self._renewed(row, findings)) != row]
                if writes and changed:
                    self._write(changed)
            if not rows:
                return findings
            last = rows[-1][0]

    def _rows(self, last: Any, size: int, *, locked: bool) -> list[Row]:
        """The next rows by key: key, sealed values as they are stored, blind indexes."""
        rows = self._model._base_manager.order_by("pk")  # noqa: SLF001 (all rows)
        if locked:
            rows = rows.select_for_update(skip_locked=True, no_key=True)
        if last is not None:
            rows = rows.filter(pk__gt=last)
        stored = {f"stored_{f.name}": Cast(f.name, TextField()) for f in self._fields}
        columns = [index.column for index in self._indexes]
        found = rows.annotate(**stored).values_list("pk", *stored, *columns)[:size]
        return [tuple(map(_plain_bytes, row)) for row in found]

    def _renewed(self, row: Row, findings: Findings) -> Row:
        """The row as the keys in use make it; what cannot be opened stays as it is."""
        key, values = row[0], row[1 : 1 + len(self._fields)]
        pairs = list(zip(self._fields, values, strict=True))
        opened = [_opened(stored, field.place, findings) for field, stored in pairs]
        sealed = [
            _resealed(field, stored, plain, findings)
            for (field, stored), plain in zip(pairs, opened, strict=True)
        ]
        indexes = [
            _reindexed(index, opened[source], given, findings)
            for index, source, given in zip(
                self._indexes, self._sources, row[1 + len(values) :], strict=True
            )
        ]
        return (key, *sealed, *indexes)

    def _write(self, rows: list[Row]) -> None:
        quoted = connection.ops.quote_name
        names = [field.name for field in self._fields]
        names += [index.column for index in self._indexes]
        settings = ", ".join(f"{quoted(name)} = %s" for name in names)
        meta = self._model._meta
        key = quoted(meta.pk.attname)
        update = f"UPDATE {quoted(meta.db_table)} SET {settings} WHERE {key} = %s"  # noqa: S608 (names of our tables)
        with connection.cursor() as cursor:
            cursor.executemany(update, [(*values, key) for key, *values in rows])


def _opened(stored: str | None, place: str, findings: Findings) -> bytes | None:
    if stored is None:
        return None
    findings.sealed += 1
    try:
        return unseal(stored, place=place)
    except CannotOpen:
        findings.unopened += 1
        return None


def _resealed(
    field: SealedTextField, stored: str | None, plain: bytes | None, findings: Findings
) -> str | None:
    if stored is None or plain is None or is_current(stored):
        return stored
    findings.older += 1
    return seal(plain, place=field.place)


def _reindexed(
    index: BlindIndex, plain: bytes | None, given: bytes | None, findings: Findings
) -> bytes | None:
    if plain is None:
        return given
    digest = keyed_hash(plain.decode().lower(), purpose=index.purpose)[1]
    if digest != given:
        findings.misindexed += 1
    return digest


def _plain_bytes(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value
