-- Half of all times of all desks, in the order in which they were booked. The same every time.
SELECT setseed(0.29);

CREATE TEMP TABLE made AS
SELECT row_number() OVER (ORDER BY booked_at, resource_id, starts_at) AS n, *
FROM (
  SELECT *, gen_random_uuid() AS public_id,
         least(starts_at - random() * interval '30 days', %(now)s::timestamptz) AS booked_at
  FROM (
    SELECT o.id AS offering_id, s.municipality_id, s.department_id, m.resource_id, o.channel,
           (day + make_interval(mins => 480 + 30 * place)) AT TIME ZONE 'Europe/Athens' AS starts_at
    FROM directory_offering o
    JOIN directory_office f ON f.id = o.office_id AND f.slug = 'dimarcheio'
    JOIN directory_service s ON s.id = o.service_id
    JOIN directory_need d ON d.offering_id = o.id
    JOIN directory_needmember m ON m.need_id = d.id
    CROSS JOIN generate_series(%(first)s::timestamp, %(last)s::timestamp, '1 day') AS day
    CROSS JOIN generate_series(0, 11) AS place
    WHERE extract(isodow FROM day) < 6 AND random() < 0.5
  ) AS times
) AS booked;

INSERT INTO identity_citizen (id, tax_number_hash, key_version, kind, last_seen_on)
SELECT n, sha256(n::text::bytea), 'made', 'person', current_date
FROM generate_series(1, (SELECT max(n) / 3 + 1 FROM made)) AS n;

INSERT INTO booking_occupancy (resource_id, during, kind, owner, gap_before, gap_after)
SELECT resource_id, tstzrange(starts_at, starts_at + interval '30 minutes'), 'appointment',
       public_id, 0, 0
FROM made ORDER BY n;

INSERT INTO notices_textversion
  (kind, language, number, version, body, digest, in_force_from)
VALUES ('declaration', 'el', 1, 'generated', '', '', %(now)s);

-- References: the number in base 24, scattered by a multiplier that has no factor in common.
INSERT INTO booking_appointment
  (id, public_id, trace, reference, municipality_id, department_id, offering_id, channel, starts_at,
   ends_at, status, on_behalf, made_by, booked_through, sequence, link_version, declaration_id,
   notice_id, declared_at, booked_at, changed_at)
SELECT n, public_id, gen_random_uuid(),
       (SELECT string_agg(substr('2346789BCDFGHJKMPQRTVWXY',
                 ((n * 48271) %% 110075314176 / (24::bigint ^ i)::bigint %% 24)::int + 1, 1), '')
        FROM generate_series(0, 7) AS i),
       municipality_id, department_id, offering_id, channel, starts_at,
       starts_at + interval '30 minutes',
       CASE WHEN starts_at > %(now)s THEN 'booked' ELSE 'completed' END,
       'self', 'citizen', 'web', 0, 1, (SELECT id FROM notices_textversion WHERE version = 'generated'),
       (SELECT id FROM notices_textversion WHERE version = 'generated'), booked_at, booked_at, booked_at
FROM made ORDER BY n;

INSERT INTO booking_participant (appointment_id, municipality_id, role, citizen_id, language)
SELECT n, municipality_id, 'applicant',
       1 + (n * 7919) %% (SELECT count(*) FROM identity_citizen), 'el'
FROM made ORDER BY n;

INSERT INTO booking_participant
  (appointment_id, municipality_id, role, name, email, email_index, phone_index, language)
SELECT n, municipality_id, 'served', %(name)s, %(email)s, sha256(n::text::bytea),
       sha256(('p' || n)::bytea), 'el'
FROM made ORDER BY n;

-- Two words of each name.
INSERT INTO booking_participantword (digest, participant_id, appointment_id)
SELECT substr(sha256((word || n)::bytea), 1, 8), p.id, n
FROM made JOIN booking_participant p ON p.appointment_id = n AND p.role = 'served'
CROSS JOIN (VALUES ('first'), ('last')) AS words (word)
ORDER BY n;

DROP TABLE made;

SELECT setval(pg_get_serial_sequence('booking_appointment', 'id'),
              (SELECT max(id) FROM booking_appointment)),
       setval(pg_get_serial_sequence('identity_citizen', 'id'),
              (SELECT max(id) FROM identity_citizen))
