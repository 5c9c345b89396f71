
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='LegalText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('privacy-notice', 'Privacy notice'), ('accessibility-statement', 'Accessibility statement'), ('declaration', 'Declaration'), ('about', 'About')], max_length=24)),
                ('language', models.CharField(max_length=2)),
                ('version', models.CharField(max_length=20)),
                ('body', models.TextField()),
                ('municipality', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='legal_texts', to='directory.municipality')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('municipality', 'kind', 'language'), name='legal_text_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('controller_el', models.CharField(blank=True, max_length=200)),
                ('controller_en', models.CharField(blank=True, max_length=200)),
                ('controller_contact', models.CharField(blank=True, max_length=200)),
                ('operator_el', models.CharField(blank=True, max_length=200)),
                ('operator_en', models.CharField(blank=True, max_length=200)),
                ('processors_el', models.TextField(blank=True)),
                ('processors_en', models.TextField(blank=True)),
                ('hosting_el', models.CharField(blank=True, max_length=200)),
                ('hosting_en', models.CharField(blank=True, max_length=200)),
                ('dpo_name', models.CharField(blank=True, max_length=120)),
                ('dpo_email', models.EmailField(blank=True, max_length=254)),
                ('dpo_address', models.CharField(blank=True, max_length=200)),
                ('municipality', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notice', to='directory.municipality')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('municipality',), name='notice_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='TextVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('privacy-notice', 'Privacy notice'), ('accessibility-statement', 'Accessibility statement'), ('declaration', 'Declaration'), ('about', 'About')], max_length=24)),
                ('language', models.CharField(max_length=2)),
                ('number', models.PositiveIntegerField()),
                ('version', models.CharField(max_length=20)),
                ('body', models.TextField()),
                ('digest', models.BinaryField(max_length=32)),
                ('in_force_from', models.DateTimeField()),
                ('municipality', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='text_versions', to='directory.municipality')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('municipality', 'kind', 'language', 'number'), name='text_version_once', nulls_distinct=False)],
            },
        ),
    ]
