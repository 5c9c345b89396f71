"""Factors and recovery codes in the database."""

from threading import Barrier, Thread

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection
from pytest_django import Settings

from mydimos.access.scope import seen_by
from mydimos.identity.confidentiality import VERSION
from mydimos.identity.errors import TooManyTries, WrongCode
from mydimos.identity.models import (
    Confirmation,
    Factor,
    Invitation,
    RecoveryCode,
    Session,
    User,
)
from mydimos.identity.queries import codes_left, has_confirmed
from mydimos.identity.services import (
    add_factor,
    check_code,
    confirm_confidentiality,
    confirm_factor,
    new_recovery_codes,
    use_recovery_code,
)
from tests.employees import SECRET, code, make_user, wrong_code
from tests.factories import BY

SECRET_TABLES = (Factor, RecoveryCode, Invitation, Session, Confirmation)


@pytest.mark.django_db
@pytest.mark.parametrize("model", SECRET_TABLES)
def test_the_role_of_the_office_reads_no_proof_of_anyone(model: type[Factor]) -> None:
    maria = make_user()

    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        seen_by(employee=maria.pk, departments=[1]),
    ):
        list(model.objects.all())


@pytest.mark.django_db
def test_the_role_of_the_office_reads_names_and_no_password() -> None:
    maria = make_user()

    with seen_by(employee=maria.pk, departments=[1]):
        assert User.objects.defer("password").get().full_name == maria.full_name
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        seen_by(employee=maria.pk, departments=[1]),
    ):
        User.objects.get()


@pytest.mark.django_db
def test_secrets_are_sealed_and_recovery_codes_hashed() -> None:
    maria = make_user()
    codes = new_recovery_codes(user_id=maria.pk, **BY)
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM identity_factor")
        ((sealed,),) = cursor.fetchall()
        cursor.execute("SELECT encode(code_hash, 'escape') FROM identity_recoverycode")
        hashes = str(cursor.fetchall())

    assert SECRET not in sealed
    assert not any(one in hashes or one.replace("-", "") in hashes for one in codes)


@pytest.mark.django_db
def test_after_new_keys_the_codes_are_good_as_before(settings: Settings) -> None:
    maria = make_user()
    one, *_ = new_recovery_codes(user_id=maria.pk, **BY)
    new = {"next": b"another key of thirty-two bytes."}
    settings.DATA_KEYS = {**new, **settings.DATA_KEYS}
    settings.HASH_KEYS = {**new, **settings.HASH_KEYS}
    call_command("rotate_keys")
    settings.DATA_KEYS = settings.HASH_KEYS = new

    check_code(user_id=maria.pk, code=code(), **BY)
    use_recovery_code(user_id=maria.pk, code=one, **BY)


@pytest.mark.django_db
def test_a_recovery_code_works_once_and_for_its_user_only() -> None:
    maria, anna = make_user(), make_user("anna@town.example")
    one, two, *_ = new_recovery_codes(user_id=maria.pk, **BY)
    typed = one.lower().replace("-", " ").replace("o", "0").replace("i", "1").replace("b", "8")

    use_recovery_code(user_id=maria.pk, code=typed, **BY)

    assert codes_left(maria.pk) == 9
    for user, typed in ((maria, one), (anna, two), (maria, "")):
        with pytest.raises(WrongCode):
            use_recovery_code(user_id=user.pk, code=typed, **BY)


@pytest.mark.django_db
def test_an_app_that_was_not_confirmed_counts_for_nothing() -> None:
    maria = make_user(has_app=False)
    prepared = add_factor(user_id=maria.pk, **BY)

    with pytest.raises(WrongCode):
        check_code(user_id=maria.pk, code=code(secret=prepared.secret), **BY)


@pytest.mark.django_db
def test_an_app_is_replaced_only_by_who_may() -> None:
    maria = make_user()
    prepared = add_factor(user_id=maria.pk, **BY)
    typed = code(secret=prepared.secret)

    with pytest.raises(WrongCode):
        confirm_factor(user_id=maria.pk, code=typed, replaces=False, **BY)
    confirm_factor(user_id=maria.pk, code=typed, replaces=True, **BY)

    assert [factor.secret for factor in Factor.objects.all()] == [prepared.secret]


@pytest.mark.django_db
def test_right_codes_count_as_tries_too() -> None:
    maria = make_user()
    check_code(user_id=maria.pk, code=code(), **BY)
    for _ in range(5):
        with pytest.raises(WrongCode):
            check_code(user_id=maria.pk, code=wrong_code(), **BY)

    with pytest.raises(TooManyTries):
        check_code(user_id=maria.pk, code=code(later=1), **BY)


@pytest.mark.django_db
def test_a_confirmation_is_kept_with_version_and_moment_once() -> None:
    maria = make_user(has_confirmed=False)
    assert not has_confirmed(maria.pk)
    for _ in range(2):
        confirm_confidentiality(user=maria, **BY)

    assert has_confirmed(maria.pk)
    assert [(one.version, one.at) for one in Confirmation.objects.all()] == [(VERSION, BY["now"])]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_type_one_code_at_the_same_moment_one_gets_in() -> None:
    maria = make_user()
    start, results = Barrier(2), list[str]()

    def types() -> None:
        try:
            start.wait()
            check_code(user_id=maria.pk, code=code(), **BY)
            results.append("in")
        except WrongCode:
            results.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=types) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["in", "refused"]
