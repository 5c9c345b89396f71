import datetime
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import mydimos.directory.models.bilingual
import uuid
from django.db import migrations, models

# A row and what it refers to are of one municipality: PostgreSQL checks both columns at once, which
# Django's foreign keys cannot. Read as (table, column, referred table).
ONE_MUNICIPALITY = [
    ("department", "parent", "department"),
    ("resource", "department", "department"),
    ("service", "department", "department"),
    ("offering", "service", "service"),
    ("offering", "office", "office"),
    ("need", "offering", "offering"),
    ("needmember", "need", "need"),
]

SAME_MUNICIPALITY = """
ALTER TABLE directory_{table} ADD CONSTRAINT {table}_{column}_of_municipality
FOREIGN KEY ({column}_id, municipality_id) REFERENCES directory_{referred} (id, municipality_id)
"""

# Own or lent: `directory_lent` has a row for either.
LENT = """
ALTER TABLE directory_needmember ADD CONSTRAINT needmember_resource_is_lent
FOREIGN KEY (resource_id, municipality_id) REFERENCES directory_lent (resource_id, municipality_id)
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('identity', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='CatalogueService',
            fields=[
                ('code', models.CharField(max_length=12, primary_key=True, serialize=False)),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('name_el', models.CharField(max_length=160)),
                ('name_en', models.CharField(max_length=160)),
                ('description_el', models.TextField(blank=True)),
                ('description_en', models.TextField(blank=True)),
                ('synonyms_el', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, size=None)),
                ('synonyms_en', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, size=None)),
                ('channels', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=9), size=None)),
                ('duration', models.DurationField()),
                ('documents_el', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('documents_en', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('mitos_id', models.CharField(blank=True, max_length=6)),
                ('is_common', models.BooleanField(default=False)),
                ('is_special_category', models.BooleanField(default=False)),
                ('for_companies', models.BooleanField(default=False)),
            ],
            bases=(mydimos.directory.models.bilingual.Bilingual, models.Model),
        ),
        migrations.CreateModel(
            name='Municipality',
            fields=[
                ('code', models.CharField(max_length=4, primary_key=True, serialize=False)),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('name_el', models.CharField(max_length=120)),
                ('name_en', models.CharField(max_length=120)),
                ('short_el', models.CharField(max_length=120)),
                ('short_en', models.CharField(max_length=120)),
                ('seat_el', models.CharField(blank=True, max_length=80)),
                ('seat_en', models.CharField(blank=True, max_length=80)),
                ('also_el', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, size=None)),
                ('also_en', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, size=None)),
                ('population', models.PositiveIntegerField(default=0)),
                ('opened_on', models.DateField(blank=True, null=True)),
                ('phone', models.CharField(blank=True, max_length=20)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('website', models.URLField(blank=True)),
                ('colour', models.CharField(blank=True, max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-f]{6}$')])),
            ],
            options={
                'verbose_name_plural': 'municipalities',
            },
            bases=(mydimos.directory.models.bilingual.Bilingual, models.Model),
        ),
        migrations.CreateModel(
            name='Region',
            fields=[
                ('code', models.CharField(max_length=4, primary_key=True, serialize=False)),
                ('name_el', models.CharField(max_length=80)),
                ('name_en', models.CharField(max_length=80)),
            ],
            bases=(mydimos.directory.models.bilingual.Bilingual, models.Model),
        ),
        migrations.CreateModel(
            name='Crest',
            fields=[
                ('municipality', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='crest', serialize=False, to='directory.municipality')),
                ('format', models.CharField(choices=[('image/png', 'PNG'), ('image/webp', 'WebP'), ('image/svg+xml', 'SVG')], max_length=16)),
                ('picture', models.BinaryField(max_length=102400)),
            ],
        ),
        migrations.CreateModel(
            name='Department',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name_el', models.CharField(max_length=160)),
                ('name_en', models.CharField(blank=True, max_length=160)),
                ('phone', models.CharField(blank=True, max_length=20)),
                ('papers_email', models.EmailField(blank=True, max_length=254)),
                ('papers_address_el', models.CharField(blank=True, max_length=200)),
                ('papers_address_en', models.CharField(blank=True, max_length=200)),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='departments', to='directory.municipality')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='directory.department')),
            ],
            bases=(mydimos.directory.models.bilingual.Bilingual, models.Model),
        ),
        migrations.CreateModel(
            name='Offering',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('channel', models.CharField(choices=[('in_person', 'In person'), ('phone', 'Phone call from the municipality, for information only'), ('video', 'Video call')], max_length=9)),
                ('is_active', models.BooleanField(default=True)),
                ('duration', models.DurationField()),
                ('step', models.DurationField(blank=True, null=True)),
                ('gap_before', models.DurationField(default=datetime.timedelta(0))),
                ('gap_after', models.DurationField(default=datetime.timedelta(0))),
                ('notice', models.DurationField(default=datetime.timedelta(0))),
                ('notice_working_days', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('horizon_days', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('move_cutoff', models.DurationField(default=datetime.timedelta(seconds=14400))),
                ('cancel_cutoff', models.DurationField(default=datetime.timedelta(seconds=3600))),
                ('names_employee', models.BooleanField(default=False)),
                ('max_active_per_person', models.PositiveSmallIntegerField(default=2)),
                ('staff_share', models.DecimalField(decimal_places=2, default=0, max_digits=3)),
                ('longest_release_delay', models.DurationField(default=datetime.timedelta(seconds=1800))),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offerings', to='directory.municipality')),
            ],
        ),
        migrations.CreateModel(
            name='Need',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.municipality')),
                ('offering', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='needs', to='directory.offering')),
            ],
        ),
        migrations.CreateModel(
            name='Office',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('slug', models.SlugField(max_length=60)),
                ('kind', models.CharField(choices=[('municipal', 'Municipal office'), ('csc', "Citizens' Service Centre (KEP)")], default='municipal', max_length=9)),
                ('name_el', models.CharField(max_length=120)),
                ('name_en', models.CharField(blank=True, max_length=120)),
                ('address_el', models.CharField(max_length=160)),
                ('address_en', models.CharField(blank=True, max_length=160)),
                ('postcode', models.CharField(blank=True, max_length=6)),
                ('town_el', models.CharField(max_length=80)),
                ('town_en', models.CharField(blank=True, max_length=80)),
                ('latitude', models.DecimalField(blank=True, decimal_places=6, max_digits=8, null=True)),
                ('longitude', models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True)),
                ('phone', models.CharField(max_length=20)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('step_free', models.BooleanField(blank=True, null=True)),
                ('directions_el', models.TextField(blank=True)),
                ('directions_en', models.TextField(blank=True)),
                ('is_active', models.BooleanField(default=True)),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offices', to='directory.municipality')),
            ],
            bases=(mydimos.directory.models.bilingual.Bilingual, models.Model),
        ),
        migrations.AddField(
            model_name='offering',
            name='office',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offerings', to='directory.office'),
        ),
        migrations.CreateModel(
            name='Policy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reminder_hours', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1)]), blank=True, null=True, size=None)),
                ('hold_minutes', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('max_active', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)])),
                ('retention_months', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(6)])),
                ('retention_basis', models.CharField(blank=True, choices=[('appointment', 'The day of the appointment or of its cancellation'), ('booking', 'The day of booking')], max_length=11, null=True)),
                ('municipality', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='policy', to='directory.municipality')),
            ],
            options={
                'verbose_name_plural': 'policies',
            },
        ),
        migrations.CreateModel(
            name='RegionalUnit',
            fields=[
                ('code', models.CharField(max_length=2, primary_key=True, serialize=False)),
                ('name_el', models.CharField(max_length=80)),
                ('name_en', models.CharField(max_length=80)),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='directory.region')),
            ],
            bases=(mydimos.directory.models.bilingual.Bilingual, models.Model),
        ),
        migrations.AddField(
            model_name='municipality',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='municipalities', to='directory.regionalunit'),
        ),
        migrations.CreateModel(
            name='Resource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('employee', 'Employee'), ('counter', 'Counter'), ('interpreter', 'Interpreter')], max_length=11)),
                ('name_el', models.CharField(max_length=120)),
                ('name_en', models.CharField(blank=True, max_length=120)),
                ('is_active', models.BooleanField(default=True)),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='resources', to='directory.department')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='resources', to='directory.municipality')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='resources', to='identity.user')),
            ],
            bases=(mydimos.directory.models.bilingual.Bilingual, models.Model),
        ),
        migrations.CreateModel(
            name='NeedMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.municipality')),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='directory.need')),
                ('resource', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='need_members', to='directory.resource')),
            ],
        ),
        migrations.AddField(
            model_name='need',
            name='resources',
            field=models.ManyToManyField(related_name='needs', through='directory.NeedMember', to='directory.resource'),
        ),
        migrations.CreateModel(
            name='Lent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lent', to='directory.municipality')),
                ('resource', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lent', to='directory.resource')),
            ],
            options={
                'verbose_name_plural': 'lent resources',
            },
        ),
        migrations.CreateModel(
            name='Service',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('slug', models.SlugField(max_length=80)),
                ('name_el', models.CharField(max_length=160)),
                ('name_en', models.CharField(blank=True, max_length=160)),
                ('description_el', models.TextField(blank=True)),
                ('description_en', models.TextField(blank=True)),
                ('synonyms_el', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, size=None)),
                ('synonyms_en', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, size=None)),
                ('documents_el', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None)),
                ('documents_en', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None)),
                ('mitos_id', models.CharField(blank=True, max_length=6)),
                ('is_special_category', models.BooleanField(default=False)),
                ('for_companies', models.BooleanField(default=False)),
                ('is_active', models.BooleanField(default=True)),
                ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='services', to='directory.department')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='services', to='directory.municipality')),
                ('template', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='adopted', to='directory.catalogueservice')),
            ],
            bases=(mydimos.directory.models.bilingual.Bilingual, models.Model),
        ),
        migrations.AddField(
            model_name='offering',
            name='service',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offerings', to='directory.service'),
        ),
        migrations.CreateModel(
            name='ServiceCategory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=12)),
                ('name_el', models.CharField(max_length=120)),
                ('name_en', models.CharField(blank=True, max_length=120)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('municipality', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='categories', to='directory.municipality')),
            ],
            options={
                'verbose_name_plural': 'service categories',
            },
            bases=(mydimos.directory.models.bilingual.Bilingual, models.Model),
        ),
        migrations.AddField(
            model_name='service',
            name='category',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='services', to='directory.servicecategory'),
        ),
        migrations.AddField(
            model_name='catalogueservice',
            name='category',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='catalogue', to='directory.servicecategory'),
        ),
        migrations.AddConstraint(
            model_name='department',
            constraint=models.UniqueConstraint(fields=('municipality', 'parent', 'name_el'), name='department_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='department',
            constraint=models.CheckConstraint(condition=models.Q(('parent', models.F('id')), _negated=True), name='department_not_in_itself'),
        ),
        migrations.AddConstraint(
            model_name='department',
            constraint=models.UniqueConstraint(fields=('id', 'municipality'), name='department_of_municipality'),
        ),
        migrations.AddConstraint(
            model_name='office',
            constraint=models.UniqueConstraint(fields=('municipality', 'slug'), name='office_slug_once'),
        ),
        migrations.AddConstraint(
            model_name='office',
            constraint=models.UniqueConstraint(fields=('id', 'municipality'), name='office_of_municipality'),
        ),
        migrations.AddConstraint(
            model_name='policy',
            constraint=models.UniqueConstraint(fields=('municipality',), name='policy_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='policy',
            constraint=models.CheckConstraint(condition=models.Q(('hold_minutes__isnull', True), models.Q(('hold_minutes__gte', 1), ('hold_minutes__lte', 60)), _connector='OR'), name='policy_hold'),
        ),
        migrations.AddConstraint(
            model_name='policy',
            constraint=models.CheckConstraint(condition=models.Q(('retention_months__isnull', True), models.Q(('retention_months__gte', 1), ('retention_months__lte', 6)), _connector='OR'), name='policy_retention'),
        ),
        migrations.AddConstraint(
            model_name='municipality',
            constraint=models.CheckConstraint(condition=models.Q(('code__regex', '^[0-9]{4}$')), name='municipality_code_is_elstat'),
        ),
        migrations.AddConstraint(
            model_name='needmember',
            constraint=models.UniqueConstraint(models.F('need'), models.F('resource'), name='need_member_once'),
        ),
        migrations.AddConstraint(
            model_name='need',
            constraint=models.UniqueConstraint(fields=('offering', 'position'), name='need_position_once'),
        ),
        migrations.AddConstraint(
            model_name='need',
            constraint=models.UniqueConstraint(fields=('id', 'municipality'), name='need_of_municipality'),
        ),
        migrations.AddConstraint(
            model_name='lent',
            constraint=models.UniqueConstraint(fields=('resource', 'municipality'), name='lent_once'),
        ),
        migrations.AddConstraint(
            model_name='offering',
            constraint=models.UniqueConstraint(fields=('service', 'office', 'channel'), name='offering_once'),
        ),
        migrations.AddConstraint(
            model_name='offering',
            constraint=models.UniqueConstraint(fields=('id', 'municipality'), name='offering_of_municipality'),
        ),
        migrations.AddConstraint(
            model_name='offering',
            constraint=models.CheckConstraint(condition=models.Q(('duration__gte', datetime.timedelta(seconds=60)), ('duration__lte', datetime.timedelta(seconds=28800))), name='offering_duration'),
        ),
        migrations.AddConstraint(
            model_name='offering',
            constraint=models.CheckConstraint(condition=models.Q(('step__isnull', True), ('step__gte', datetime.timedelta(seconds=60)), _connector='OR'), name='offering_step'),
        ),
        migrations.AddConstraint(
            model_name='offering',
            constraint=models.CheckConstraint(condition=models.Q(('gap_before__gte', datetime.timedelta(0)), ('gap_before__lte', datetime.timedelta(seconds=14400)), ('gap_after__gte', datetime.timedelta(0)), ('gap_after__lte', datetime.timedelta(seconds=14400))), name='offering_gaps'),
        ),
        migrations.AddConstraint(
            model_name='offering',
            constraint=models.CheckConstraint(condition=models.Q(('notice_working_days__isnull', True), ('notice', datetime.timedelta(0)), _connector='OR'), name='offering_one_kind_of_notice'),
        ),
        migrations.AddConstraint(
            model_name='offering',
            constraint=models.CheckConstraint(condition=models.Q(('staff_share__gte', 0), ('staff_share__lte', 1)), name='offering_staff_share'),
        ),
        migrations.AddConstraint(
            model_name='offering',
            constraint=models.CheckConstraint(condition=models.Q(('cancel_cutoff__gte', datetime.timedelta(0)), ('move_cutoff__gte', datetime.timedelta(0))), name='offering_cutoffs'),
        ),
        migrations.AddConstraint(
            model_name='servicecategory',
            constraint=models.UniqueConstraint(fields=('municipality', 'code'), name='category_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.UniqueConstraint(fields=('municipality', 'slug'), name='service_slug_once'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.UniqueConstraint(fields=('id', 'municipality'), name='service_of_municipality'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(('mitos_id', ''), ('mitos_id__regex', '^[0-9]{6}$'), _connector='OR'), name='service_mitos_id'),
        ),
        *(
            migrations.RunSQL(
                SAME_MUNICIPALITY.format(table=table, column=column, referred=referred),
                migrations.RunSQL.noop,
            )
            for table, column, referred in ONE_MUNICIPALITY
        ),
        migrations.RunSQL(LENT, migrations.RunSQL.noop),
    ]
