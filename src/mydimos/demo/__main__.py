"""`python -m mydimos.demo`: run the demo on PORT (8000) and the three ports after it."""

import os
import sys
from argparse import ArgumentParser
from pathlib import Path

from mydimos.demo.errors import CannotStart
from mydimos.demo.places import CHECKOUT, Places
from mydimos.demo.ports import chosen_ports
from mydimos.demo.supervisor import run_demo


def main() -> int:
    """0 after an orderly end; 1 with one sentence when the demo cannot start."""
    options = ArgumentParser(prog="python -m mydimos.demo", description=__doc__)
    options.add_argument("--reset", action="store_true", help="remove all that was entered")
    options.add_argument("--folder", type=Path, default=CHECKOUT / "var" / "demo")
    options.add_argument(
        "--ends-with-parent", action="store_true", help="stop when what started it is gone"
    )
    chosen = options.parse_args()
    places = Places(chosen.folder.absolute())
    try:
        if chosen.reset:
            places.remove()
            print("The demo's data are removed.")
        else:
            ports = chosen_ports(os.environ.get("PORT") or "8000")
            run_demo(places, ports, ends_with_parent=chosen.ends_with_parent)
    except CannotStart as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
