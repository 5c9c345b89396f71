"""The second wall: what the office's pages reach of people, by department (R19).

`mydimos_office` is the role of a request of the office (`access.scope.seen_by`). It sees rows of
the departments named in `app.departments`, and the holds of the employee in `app.employee`, even
where a query forgets its filter. `mydimos_app`, the role of the citizen's pages and of the worker,
sees all. The owner of the tables is not walled: migrations, dumps, the triggers of 0002.

NULLIF: after a transaction that had them the settings are '' and not NULL.
"""

from django.db import migrations

DEPARTMENTS = "NULLIF(current_setting('app.departments', true), '')::bigint[]"
EMPLOYEE = "NULLIF(current_setting('app.employee', true), '')::bigint"

OF_APPOINTMENT = "EXISTS (SELECT FROM booking_appointment a WHERE a.id = appointment_id)"
WALLED = {
    "booking_appointment": f"department_id = ANY ({DEPARTMENTS})",
    "booking_participant": OF_APPOINTMENT,
    "booking_participantword": OF_APPOINTMENT,
    "booking_historyentry": OF_APPOINTMENT,
    "booking_accesscode": "EXISTS (SELECT FROM booking_participant p WHERE p.id = participant_id)",
    "booking_hold": f"employee_id = {EMPLOYEE}"
    " OR EXISTS (SELECT FROM booking_appointment a WHERE a.id = moves_id)",
    # `notifications` stands below and knows no appointment: its wall is built here.
    "notifications_message": "EXISTS (SELECT FROM booking_appointment a WHERE a.public_id = subject)",
}

CREATE = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY everyone ON {table} TO mydimos_app USING (true) WITH CHECK (true);
CREATE POLICY departments ON {table} TO mydimos_office USING ({rows}) WITH CHECK ({rows});
"""
DROP = """
DROP POLICY departments ON {table};
DROP POLICY everyone ON {table};
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("booking", "0002_booked_time_is_occupied"),
        ("notifications", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(CREATE.format(table=table, rows=rows), DROP.format(table=table))
        for table, rows in WALLED.items()
    ]
