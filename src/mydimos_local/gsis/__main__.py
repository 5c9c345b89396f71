"""`python -m mydimos_local.gsis --port 8001`: the test login as a process of its own."""

import os
import sys
from argparse import ArgumentParser
from datetime import timedelta

from mydimos_local.gsis import DEMO_CLIENT, Client, make_server


def main() -> int:
    """Serve until Ctrl-C. The client is GSIS_CLIENT_ID and GSIS_CLIENT_SECRET, if they are set."""
    options = ArgumentParser(prog="python -m mydimos_local.gsis", description=__doc__)
    options.add_argument("--host", default="127.0.0.1")
    options.add_argument("--port", type=int, default=8001)
    options.add_argument(
        "--slow", type=float, default=15, metavar="SECONDS", help="how slow the slow person is"
    )
    chosen = options.parse_args()
    client = Client(
        os.environ.get("GSIS_CLIENT_ID") or DEMO_CLIENT.id,
        os.environ.get("GSIS_CLIENT_SECRET") or DEMO_CLIENT.secret,
    )
    try:
        server = make_server(
            chosen.host, chosen.port, client=client, slow=timedelta(seconds=chosen.slow)
        )
    except (OSError, OverflowError) as error:
        print(
            f"The test login cannot listen on {chosen.host}:{chosen.port}: {error}.",
            file=sys.stderr,
        )
        return 1
    with server:
        print(f"Test login (not the real TAXISnet): {server.base_url}", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
