"""Chance with a fixed seed: every demo is the same, relative to today."""

from random import Random
from uuid import UUID


class Chance(Random):
    """Dice that also make ids. Never for anything that must not be guessed."""

    def uuid(self) -> UUID:
        """A public id."""
        return UUID(int=self.getrandbits(128), version=4)

    def happens(self, probability: float) -> bool:
        """True with this probability (0 to 1)."""
        return self.random() < probability
