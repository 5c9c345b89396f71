"""A booked appointment has its time, and no occupied time loses its appointment."""

from django.db import migrations

CREATE = """
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

CREATE FUNCTION booking_appointment_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM booking_check_occupied(NEW.public_id);
  RETURN NULL;
END $$;

CREATE FUNCTION booking_occupancy_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM booking_check_occupied(OLD.owner);
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER booked_time_is_occupied
  AFTER INSERT OR UPDATE OF status, starts_at, ends_at ON booking_appointment
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.status = 'booked')
  EXECUTE FUNCTION booking_appointment_changed();

CREATE CONSTRAINT TRIGGER occupied_time_is_kept
  AFTER DELETE OR UPDATE ON booking_occupancy
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.kind = 'appointment')
  EXECUTE FUNCTION booking_occupancy_changed();
"""

DROP = """
DROP TRIGGER occupied_time_is_kept ON booking_occupancy;
DROP TRIGGER booked_time_is_occupied ON booking_appointment;
DROP FUNCTION booking_occupancy_changed();
DROP FUNCTION booking_appointment_changed();
DROP FUNCTION booking_check_occupied(uuid);
"""


class Migration(migrations.Migration):
    dependencies = [("booking", "0001_initial")]

    operations = [migrations.RunSQL(CREATE, DROP)]
