"""Chance with a fixed seed: the demo is the same for everybody, relative to today."""

from random import Random
from uuid import UUID


class Chance(Random):
    """Dice that also make ids. Never for anything that must not be guessed."""

    def uuid(self) -> UUID:
        """A public id."""
        return UUID(int=self.getrandbits(128), version=4)

    def happens(self, probability: float) -> bool:
        """Whether something comes about that does so with this probability (0 to 1)."""
        return self.random() < probability
