"""Recovery codes: ten, each used once, for the day on which the phone is lost."""

import base64
import secrets
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from mydimos.audit.actors import Actor
from mydimos.audit.acts import Act
from mydimos.audit.services import record
from mydimos.identity.errors import WrongCode
from mydimos.identity.kinds import Kind
from mydimos.identity.models import RecoveryCode, User
from mydimos.identity.services.telling import tell
from mydimos.identity.tries import CODES, count_try

COUNT = 10
CODE_BYTES = 10  # 80 bits, 16 letters
# Letters that are easily taken for digits, as people type them.
LOOK_ALIKE = str.maketrans("018", "OIB")


@transaction.atomic
def new_recovery_codes(*, user_id: int, by: Actor, now: datetime) -> list[str]:
    """Ten new codes; those of before no longer count. They cannot be shown again."""
    user = User.objects.select_for_update(no_key=True).get(pk=user_id)
    user.recovery_codes.all().delete()
    codes = [base64.b32encode(secrets.token_bytes(CODE_BYTES)).decode() for _ in range(COUNT)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, code_hash=_hash(code)) for code in codes
    )
    record(Act.RECOVERY_CODES_MADE, by=by, now=now, subject=user.public_id)
    return ["-".join(code[at : at + 4] for at in range(0, len(code), 4)) for code in codes]


def use_recovery_code(*, user_id: int, code: str, by: Actor, now: datetime) -> None:
    """Accept a recovery code in place of the app's, once; a mail says so.

    Raises WrongCode, TooManyTries.
    """
    count_try(CODES, str(user_id), now=now)
    with transaction.atomic():
        unused = RecoveryCode.objects.filter(user_id=user_id, used_at=None)
        is_right = bool(unused.filter(code_hash=_hash(code)).update(used_at=now))
        user = User.objects.get(pk=user_id)
        act = Act.RECOVERY_CODE_USED if is_right else Act.CODE_REFUSED
        record(act, by=by, now=now, subject=user.public_id)
        if is_right:
            tell(Kind.RECOVERY_CODE, user, now=now)
    if not is_right:
        raise WrongCode


def _hash(code: str) -> bytes:
    letters = "".join(filter(str.isalnum, code)).upper().translate(LOOK_ALIKE)
    return sha256(letters.encode()).digest()
