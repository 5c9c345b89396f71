"""Who may do what in which municipality."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mydimos.directory.models import Department, Municipality
from mydimos.identity.models import User


class Membership(models.Model):
    """A user's role in a municipality (none: in the platform) and in some of its departments."""

    class Role(models.TextChoices):
        EMPLOYEE = "employee", _("Employee")
        SUPERVISOR = "supervisor", _("Supervisor")
        INTERPRETER = "interpreter", _("Interpreter")
        MUNICIPALITY_ADMIN = "municipality_admin", _("Administrator of the municipality")
        DATA_PROTECTION_OFFICER = "dpo", _("Data protection officer")
        PLATFORM_ADMIN = "platform_admin", _("Administrator of the platform")

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, null=True, blank=True, related_name="memberships"
    )
    # Empty: of the whole municipality.
    departments = models.ManyToManyField(
        Department, through="MembershipDepartment", related_name="memberships", blank=True
    )
    role = models.CharField(max_length=18, choices=Role)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "municipality", "role"],
                name="membership_once",
                nulls_distinct=False,
            ),
            # Without one: the platform's administrators, and the officer of a controller that
            # is not a municipality.
            models.CheckConstraint(
                name="membership_has_municipality",
                condition=Q(municipality__isnull=False) | Q(role__in=["platform_admin", "dpo"]),
            ),
            models.UniqueConstraint(
                fields=["id", "municipality"], name="membership_of_municipality"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.municipality_id or 'platform'}"


class MembershipDepartment(models.Model):
    """One department of a membership; both are of one municipality (migration 0001)."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="in_departments")
    department = models.ForeignKey(Department, models.CASCADE, related_name="in_memberships")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "department"], name="membership_department_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} in {self.department_id}"
