"""The whole product on one machine: embedded PostgreSQL, login server, mail sink, data."""
