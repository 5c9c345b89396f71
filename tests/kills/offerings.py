"""Offerings of the demo that are booked."""

from dataclasses import dataclass

import psycopg

# Citizens' offerings without limits that a single new person would meet, most resources first.
BUSIEST = """
    SELECT m.slug, o.channel, s.slug, f.slug
    FROM directory_offering AS o
    JOIN directory_service AS s ON s.id = o.service_id
    JOIN directory_office AS f ON f.id = o.office_id
    JOIN directory_municipality AS m ON m.code = f.municipality_id
    JOIN directory_need AS n ON n.offering_id = o.id
    JOIN directory_needmember AS r ON r.need_id = n.id
    WHERE o.is_active AND s.is_active AND o.channel = 'in_person'
    GROUP BY m.slug, o.id, o.channel, s.slug, f.slug
    ORDER BY count(*) DESC, o.id LIMIT 6
"""


@dataclass(frozen=True)
class DemoOffering:
    """An offering by the address of its free times."""

    times: str


def busiest_offerings(connection: psycopg.Connection) -> list[DemoOffering]:
    """The six offerings of the demo that most resources serve."""
    return [
        DemoOffering(f"/m/{town}/{channel.replace('_', '-')}/{service}/{office}/")
        for town, channel, service, office in connection.execute(BUSIEST)
    ]
