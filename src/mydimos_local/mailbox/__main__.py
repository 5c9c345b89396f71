"""`python -m mydimos_local.mailbox --smtp-port 8002 --http-port 8003`: the sink and its page."""

import signal
import sys
from argparse import ArgumentParser
from contextlib import suppress
from pathlib import Path

from mydimos_local.mailbox import MailboxPage, SmtpSink


def main() -> int:
    """Serve until Ctrl-C or SIGTERM; 1 when a port is taken."""
    options = ArgumentParser(prog="python -m mydimos_local.mailbox", description=__doc__)
    options.add_argument("--folder", type=Path, default=Path("var/demo/mails"))
    options.add_argument("--smtp-port", type=int, default=8002)
    options.add_argument("--http-port", type=int, default=8003)
    chosen = options.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sink = SmtpSink(chosen.folder, port=chosen.smtp_port)
    try:
        sink.start()
        page = MailboxPage(chosen.folder, port=chosen.http_port)
    except OSError as error:
        print(f"The mailbox cannot listen: {error}.", file=sys.stderr)
        return 1
    with page, suppress(KeyboardInterrupt):
        print(f"Mails: {page.url}", flush=True)
        page.serve_forever()
    sink.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
