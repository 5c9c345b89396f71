"""A booked appointment loses none of several resources that it needs.

Until now one of them was enough. An older appointment stands when its offering needs more since:
only what is booked, moved or taken from is measured by what the offering needs now.
"""

from django.db import migrations

CREATE = """
CREATE FUNCTION booking_check_occupied(wanted uuid, is_older boolean) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM booking_appointment a
    WHERE a.public_id = wanted AND a.status = 'booked'
      AND (
        SELECT count(*) FROM booking_occupancy o
        WHERE o.owner = a.public_id AND o.kind = 'appointment'
          AND lower(o.during) = a.starts_at AND upper(o.during) = a.ends_at
      ) < CASE WHEN is_older THEN 1 ELSE greatest(1, (
        SELECT count(*) FROM directory_need n WHERE n.offering_id = a.offering_id
      )) END
  ) THEN
    RAISE EXCEPTION 'appointment % has no time of its own', wanted
      USING ERRCODE = '23514', CONSTRAINT = 'booked_time_is_occupied';
  END IF;
END $$;

CREATE OR REPLACE FUNCTION booking_appointment_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM booking_check_occupied(
    NEW.public_id,
    TG_OP = 'UPDATE' AND OLD.starts_at = NEW.starts_at AND OLD.ends_at = NEW.ends_at
  );
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION booking_occupancy_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM booking_check_occupied(OLD.owner, false);
  RETURN NULL;
END $$;

DROP FUNCTION booking_check_occupied(uuid);
"""

RESTORE = """
CREATE FUNCTION booking_check_occupied(wanted uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM booking_appointment a
    WHERE a.public_id = wanted AND a.status = 'booked'
      AND NOT EXISTS (
        SELECT FROM booking_occupancy o
        WHERE o.owner = a.public_id AND o.kind = 'appointment'
          AND lower(o.during) = a.starts_at AND upper(o.during) = a.ends_at
      )
  ) THEN
    RAISE EXCEPTION 'appointment % has no time of its own', wanted
      USING ERRCODE = '23514', CONSTRAINT = 'booked_time_is_occupied';
  END IF;
END $$;

CREATE OR REPLACE FUNCTION booking_appointment_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM booking_check_occupied(NEW.public_id);
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION booking_occupancy_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM booking_check_occupied(OLD.owner);
  RETURN NULL;
END $$;

DROP FUNCTION booking_check_occupied(uuid, boolean);
"""


class Migration(migrations.Migration):
    dependencies = [("booking", "0002_booked_time_is_occupied")]

    operations = [migrations.RunSQL(CREATE, RESTORE)]
