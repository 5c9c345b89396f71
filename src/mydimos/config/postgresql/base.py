"""Django's backend for PostgreSQL, with the time limits of `waiting` where there is a pool."""

from typing import Any

import psycopg
from django.db.backends.postgresql import base

from mydimos.config.postgresql.waiting import DATABASE, STATEMENT, has_hung_up


class DatabaseWrapper(base.DatabaseWrapper):
    """Gives connections that are alive, or raises OperationalError within seconds."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection. Raises psycopg.OperationalError, at once while the database is away."""
        if not self._is_pooled():
            return super().get_new_connection(conn_params)
        is_try = DATABASE.refuse_while_away()
        try:
            connection = self._live_connection(conn_params)
            if is_try:
                self._ask(connection)
        except psycopg.OperationalError:
            DATABASE.failed()
            raise
        return connection

    def _live_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        while has_hung_up(connection):
            connection.close()
            self.pool.putconn(connection)  # the pool replaces it
            connection = super().get_new_connection(conn_params)
        return connection

    def _ask(self, connection: Any) -> None:
        """Note that the database answers. Raises psycopg.OperationalError when it does not."""
        try:
            connection.execute("SELECT")
        except psycopg.OperationalError:
            connection.close()
            self.pool.putconn(connection)
            raise
        DATABASE.succeeded()

    def _configure_connection(self, connection: Any) -> bool:
        if self._is_pooled():
            connection.execute(f"SET statement_timeout = {int(STATEMENT * 1000)}")
        commits: bool = super()._configure_connection(connection)  # type: ignore[misc]  # not in the stubs
        return commits

    def _is_pooled(self) -> bool:
        return bool(self.settings_dict["OPTIONS"].get("pool"))
