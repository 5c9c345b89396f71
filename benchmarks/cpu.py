"""Processor time of our servers: steadier than the clock where others use the machine too."""

import os
from collections.abc import Mapping
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")  # per second
PROC = Path("/proc")


def cpu_seconds(roots: Mapping[str, int]) -> dict[str, float]:
    """Seconds that each process and its children have used so far; nothing but on Linux."""
    if not PROC.is_dir():
        return {}
    used = dict.fromkeys(roots, 0.0)
    names = {pid: name for name, pid in roots.items()}
    for pid, parent, seconds in _processes():
        if name := names.get(pid) or names.get(parent):
            used[name] += seconds
    return used


def _processes() -> list[tuple[int, int, float]]:
    """Number, parent, and the time used, with that of children that have ended."""
    found = []
    for folder in PROC.iterdir():
        if folder.name.isdigit():
            try:
                words = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue  # it has just ended
            found.append((int(folder.name), int(words[1]), sum(map(int, words[11:15])) / TICKS))
    return found
