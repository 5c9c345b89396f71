"""Writing one row: what the database refuses becomes an error of `directory.errors`."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from psycopg import errors as postgres

from mydimos.directory import errors

REFUSALS: dict[str, type[errors.DirectoryError]] = {
    "department_once": errors.NameTaken,
    "department_not_in_itself": errors.DepartmentInItself,
    "department_parent_of_municipality": errors.OtherMunicipality,
    "resource_department_of_municipality": errors.OtherMunicipality,
    "service_department_of_municipality": errors.OtherMunicipality,
    "offering_service_of_municipality": errors.OtherMunicipality,
    "offering_office_of_municipality": errors.OtherMunicipality,
    "office_slug_once": errors.AddressTaken,
    "service_slug_once": errors.AddressTaken,
    "offering_once": errors.AlreadyOffered,
    "offering_duration": errors.InvalidDuration,
    "offering_step": errors.InvalidStep,
    "offering_gaps": errors.InvalidGap,
    "offering_cutoffs": errors.InvalidCutoff,
    "offering_one_kind_of_notice": errors.TwoKindsOfNotice,
    "offering_staff_share": errors.InvalidShare,
    "needmember_resource_is_lent": errors.NotLent,
    "policy_hold": errors.InvalidHold,
    "policy_retention": errors.RetentionTooLong,
}
"""The error of each constraint. The database decides, so two who write at once cannot both win."""


def change(row: models.Model, values: dict[str, Any]) -> None:
    """Give columns of a row new values and write them. Raises errors of `directory.errors`."""
    for column, value in values.items():
        setattr(row, column, value)
    write(row)


def write(row: models.Model) -> None:
    """Insert or update a row. Raises InvalidFields, or the error of the constraint it breaks."""
    # Keys of other tables are left to the database: Django would ask for each with a query.
    keys = [field.name for field in row._meta.concrete_fields if field.is_relation]
    try:
        row.clean_fields(exclude=keys)
    except ValidationError as error:
        raise errors.InvalidFields(error.message_dict) from error
    with refusals():
        row.save()


@contextmanager
def refusals() -> Iterator[None]:
    """Turn the refusal of a constraint into its error, and undo what the block wrote."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        refused = error.__cause__
        constraint = refused.diag.constraint_name if isinstance(refused, postgres.Error) else None
        if named := REFUSALS.get(constraint or ""):
            raise named from error
        raise
