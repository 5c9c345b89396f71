"""Ports for a demo of a test."""

import random

from mydimos_local.errors import CannotStart
from mydimos_local.ports import Ports


def free_ports() -> Ports:
    """Four free ports in a row."""
    while True:
        ports = Ports(random.randrange(20_000, 30_000))
        try:
            ports.refuse_taken()
        except CannotStart:
            continue
        return ports
