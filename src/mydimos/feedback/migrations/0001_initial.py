
import mydimos.crypto.fields
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Feedback',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('at', models.DateTimeField(db_index=True)),
                ('language', models.CharField(max_length=2)),
                ('words', mydimos.crypto.fields.SealedTextField()),
                ('page', mydimos.crypto.fields.SealedTextField(null=True)),
                ('email', mydimos.crypto.fields.SealedTextField(null=True)),
            ],
            options={
                'verbose_name_plural': 'feedback',
            },
        ),
    ]
