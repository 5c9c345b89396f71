"""`manage.py rotate_keys`: after a new key came first in DATA_KEYS or HASH_KEYS."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from mydimos.crypto.rotation import Findings
from mydimos.privacy.rotation import citizens_under_older_keys, inspect_keys, rotate_keys


class Command(BaseCommand):
    """Seals and hashes again the values that older keys made. Safe to interrupt and to repeat.

    docs/operations/keys.md says when an older key may go.
    """

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check",
            action="store_true",
            help="write nothing; fail only if something cannot be opened (after a restore)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints renewed and all values by table. Raises CommandError for those left behind."""
        if not options["check"]:
            for table, found in rotate_keys():
                self.stdout.write(
                    f"{table}: {found.older} values, {found.misindexed} indexes renewed"
                )
        unopened = outdated = 0
        for table, found in inspect_keys():
            self.stdout.write(_line(table, found))
            unopened += found.unopened
            outdated += found.older + found.misindexed
        self.stdout.write(f"citizens under an older key: {citizens_under_older_keys()}")
        if unopened:
            raise CommandError(f"{unopened} values cannot be opened: a key is missing or wrong.")
        if outdated and not options["check"]:
            raise CommandError(f"{outdated} values were in use meanwhile: run it again.")


def _line(table: str, found: Findings) -> str:
    return (
        f"{table}: {found.sealed} sealed values; of older keys {found.older}, and "
        f"{found.misindexed} indexes; cannot be opened {found.unopened}"
    )
