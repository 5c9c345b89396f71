"""Who a user is, and who has which role. Each question is one query."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection

from mydimos.access.models import Membership
from mydimos.access.rules import WHO_HAS, Held, Right, Rights
from mydimos.directory.models import Department
from mydimos.directory.queries import departments_named
from mydimos.identity.confidentiality import VERSION

# A role covers the departments below its own; without any, the whole municipality.
STANDING = """
WITH RECURSIVE own AS (
  SELECT id, role, municipality_id FROM access_membership WHERE user_id = %(user)s
), covered (membership, department) AS (
  SELECT own.id, department.id
  FROM own JOIN directory_department AS department USING (municipality_id)
  WHERE NOT EXISTS (SELECT FROM access_membershipdepartment WHERE membership_id = own.id)
  UNION
  SELECT membership_id, department_id
  FROM access_membershipdepartment JOIN own ON own.id = membership_id
  UNION
  SELECT covered.membership, below.id
  FROM covered JOIN directory_department AS below ON below.parent_id = covered.department
)
SELECT holder.full_name, own.role, own.municipality_id,
       array_remove(array_agg(covered.department), NULL),
       EXISTS (
         SELECT FROM identity_confirmation WHERE user_id = holder.id AND version = %(version)s
       )
FROM identity_user AS holder
LEFT JOIN own ON true
LEFT JOIN covered ON covered.membership = own.id
WHERE holder.id = %(user)s AND holder.is_active
GROUP BY holder.id, own.id, own.role, own.municipality_id
ORDER BY own.id
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """A user who may log in, with the rights of this moment."""

    user_id: int
    name: str
    rights: Rights
    has_confirmed: bool  # the duty of confidentiality, in its present version


@dataclass(frozen=True, slots=True)
class Member:
    """A user who has a role that covers a department."""

    name: str
    role: str


def standing_of(user_id: int) -> Standing | None:
    """A user with the rights of this moment; None for a user who has left."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING, {"user": user_id, "version": VERSION})
        rows = cursor.fetchall()
    if not rows:
        return None
    held = (
        Held(role, municipality, frozenset(departments))
        for _, role, municipality, departments, _ in rows
        if role
    )
    return Standing(user_id, rows[0][0], Rights(tuple(held)), has_confirmed=rows[0][4])


# One row for each department, role and user; departments without anyone too.
MEMBERS = """
WITH RECURSIVE above (department, ancestor) AS (
  SELECT id, id FROM directory_department WHERE id = ANY (%(departments)s)
  UNION
  SELECT above.department, department.parent_id
  FROM above JOIN directory_department AS department ON department.id = above.ancestor
  WHERE department.parent_id IS NOT NULL
)
SELECT DISTINCT department.id, holder.full_name, membership.role
FROM directory_department AS department
LEFT JOIN (
  access_membership AS membership
  JOIN identity_user AS holder ON holder.id = membership.user_id AND holder.is_active
) ON membership.role = ANY (%(roles)s)
  AND membership.municipality_id = department.municipality_id
  AND (
    NOT EXISTS (SELECT FROM access_membershipdepartment WHERE membership_id = membership.id)
    OR EXISTS (
      SELECT FROM access_membershipdepartment AS within
      JOIN above ON above.ancestor = within.department_id
      WHERE within.membership_id = membership.id AND above.department = department.id
    )
  )
WHERE department.id = ANY (%(departments)s)
ORDER BY holder.full_name, membership.role
"""


def members_by_department(departments: Collection[int]) -> list[tuple[Department, list[Member]]]:
    """Those who see the people of each department, by name; departments by name. Two queries."""
    roles = sorted(WHO_HAS[Right.SEE_PEOPLE])
    members: dict[int, list[Member]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(MEMBERS, {"departments": list(departments), "roles": roles})
        for department, name, role in cursor.fetchall():
            if role:
                members[department].append(Member(name, str(Membership.Role(role).label)))
    return [(row, members[row.pk]) for row in departments_named(departments)]
