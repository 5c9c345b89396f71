"""`python -m mydimos_demo`: run the demo on PORT (8000) and the three ports after it."""

import os
import sys
from argparse import ArgumentParser
from pathlib import Path

from mydimos_demo.supervisor import run_demo
from mydimos_local.errors import CannotStart
from mydimos_local.folders import CHECKOUT, Folders
from mydimos_local.ports import chosen_ports


def main() -> int:
    """0 after an orderly end; 1 with one sentence when the demo cannot start."""
    options = ArgumentParser(prog="python -m mydimos_demo", description=__doc__)
    options.add_argument("--reset", action="store_true", help="remove all that was entered")
    options.add_argument("--folder", type=Path, default=CHECKOUT / "var" / "demo")
    options.add_argument(
        "--ends-with-parent", action="store_true", help="stop when what started it is gone"
    )
    chosen = options.parse_args()
    folders = Folders(chosen.folder.absolute())
    try:
        if chosen.reset:
            folders.remove()
            print("The demo's data are removed.")
        else:
            ports = chosen_ports(os.environ.get("PORT") or "8000")
            run_demo(folders, ports, ends_with_parent=chosen.ends_with_parent)
    except CannotStart as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
