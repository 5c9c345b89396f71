import django.db.models.deletion
from django.db import migrations, models

# Django's foreign keys have one column: PostgreSQL checks that the municipality is the same.
ONE_MUNICIPALITY = """
ALTER TABLE access_membershipdepartment ADD CONSTRAINT membership_department_of_municipality
FOREIGN KEY (department_id, municipality_id) REFERENCES directory_department (id, municipality_id);
ALTER TABLE access_membershipdepartment ADD CONSTRAINT membership_department_of_membership
FOREIGN KEY (membership_id, municipality_id) REFERENCES access_membership (id, municipality_id)
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0001_initial'),
        ('identity', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('employee', 'Employee'), ('supervisor', 'Supervisor'), ('interpreter', 'Interpreter'), ('municipality_admin', 'Administrator of the municipality'), ('dpo', 'Data protection officer'), ('platform_admin', 'Administrator of the platform')], max_length=18)),
                ('municipality', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='directory.municipality')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='identity.user')),
            ],
        ),
        migrations.CreateModel(
            name='MembershipDepartment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('department', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='in_memberships', to='directory.department')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='in_departments', to='access.membership')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.municipality')),
            ],
        ),
        migrations.AddField(
            model_name='membership',
            name='departments',
            field=models.ManyToManyField(blank=True, related_name='memberships', through='access.MembershipDepartment', to='directory.department'),
        ),
        migrations.AddConstraint(
            model_name='membershipdepartment',
            constraint=models.UniqueConstraint(fields=('membership', 'department'), name='membership_department_once'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(fields=('user', 'municipality', 'role'), name='membership_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('municipality__isnull', False), ('role__in', ['platform_admin', 'dpo']), _connector='OR'), name='membership_has_municipality'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(fields=('id', 'municipality'), name='membership_of_municipality'),
        ),
        migrations.RunSQL(ONE_MUNICIPALITY, migrations.RunSQL.noop),
    ]
