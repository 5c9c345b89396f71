"""Sessions in PostgreSQL. A dump of the table opens none: keys are hashed, contents sealed."""

import json
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils import timezone

from mydimos.crypto.sealing import CannotOpen, unseal
from mydimos.identity.models import Session

CITIZEN = "citizen"
"""The entry of a session with the login of a citizen: `{"id": …}`."""

EMPLOYEE = "employee"
"""The entry of a session with the login of an employee: `{"id": …, "at": …}`."""


class SessionStore(SessionBase):
    """Django's session, kept in `identity.Session`. Reads the clock: it is a part of the way in."""

    def load(self) -> dict[str, Any]:
        if row := self._row():
            contents: dict[str, Any] = json.loads(row.contents)
            return contents
        self._session_key = None
        return {}

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(key_hash=hash_of_key(session_key)).exists()

    def create(self) -> None:
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 (Django's signature)
        if self.session_key is None:
            return self.create()
        contents, now = self._contents(must_create), timezone.now()
        login = contents.get(EMPLOYEE, {})
        row = Session(
            key_hash=hash_of_key(self.session_key),
            user_id=login.get("id"),
            contents=json.dumps(contents, ensure_ascii=False),
            begun_at=login.get("at", now),
            last_used_at=now,
            expires_at=now + timedelta(seconds=self.get_expiry_age()),
        )
        if must_create:
            _insert(row)
        elif not Session.objects.filter(pk=row.pk).update(
            user_id=row.user_id,
            begun_at=row.begun_at,
            contents=row.contents,
            last_used_at=row.last_used_at,
            expires_at=row.expires_at,
        ):
            raise UpdateError  # logged out in another tab: it must not come back to life
        return None

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key is not None:
            Session.objects.filter(key_hash=hash_of_key(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        Session.objects.filter(expires_at__lt=timezone.now()).delete()

    def _contents(self, is_new: bool) -> dict[str, Any]:  # noqa: FBT001
        contents: dict[str, Any] = self._get_session(no_load=is_new)  # type: ignore[attr-defined]
        return contents

    def _row(self) -> Session | None:
        try:
            return Session.objects.filter(
                key_hash=hash_of_key(self.session_key or ""), expires_at__gt=timezone.now()
            ).first()
        except CannotOpen:  # its key was retired: the person logs in again
            return None


def keys_of_citizen(citizen_id: int) -> list[bytes]:
    """The keys of the sessions of a citizen. Opens every session: their contents are sealed."""
    stored = Session.objects.annotate(sealed=Cast("contents", TextField()))
    found = stored.values_list("pk", "sealed").iterator()
    return [bytes(key) for key, sealed in found if _citizen_in(sealed) == citizen_id]


def _citizen_in(sealed: str) -> int | None:
    """The citizen who logged in, if any. None if the key of the seal was retired: it is dead."""
    try:
        contents = json.loads(unseal(sealed, place="identity.Session.contents"))
    except CannotOpen:
        return None
    login: dict[str, int] = contents.get(CITIZEN, {})
    return login.get("id")


def _insert(row: Session) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as taken:
        raise CreateError from taken


def hash_of_key(session_key: str) -> bytes:
    """What the table keeps of a session's key."""
    return sha256(session_key.encode()).digest()
