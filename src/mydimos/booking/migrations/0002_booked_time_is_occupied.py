"""A booked appointment has its time with all that it needs, and loses none of it.

How many resources it needs is asked when it is booked, when its time changes and when occupied time
is lost. A change of its status alone asks for one: an older appointment stands when its offering
needs more since.

The functions run as their owner (SECURITY DEFINER): a role that row-level security shows fewer rows
would otherwise see no lost time, and let it pass.
"""

from django.db import migrations

CREATE = """
CREATE FUNCTION booking_check_occupied(wanted uuid, is_older boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
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

CREATE FUNCTION booking_appointment_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM booking_check_occupied(
    NEW.public_id,
    TG_OP = 'UPDATE' AND OLD.starts_at = NEW.starts_at AND OLD.ends_at = NEW.ends_at
  );
  RETURN NULL;
END $$;

CREATE FUNCTION booking_occupancy_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM booking_check_occupied(OLD.owner, false);
  RETURN NULL;
END $$;

REVOKE EXECUTE ON FUNCTION booking_check_occupied(uuid, boolean),
  booking_appointment_changed(), booking_occupancy_changed() FROM PUBLIC;

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
DROP FUNCTION booking_check_occupied(uuid, boolean);
"""


class Migration(migrations.Migration):
    dependencies = [("booking", "0001_initial")]

    operations = [migrations.RunSQL(CREATE, DROP)]
