"""Rate limits of the employees' pages, beside those of each account (`identity.tries`)."""

from datetime import timedelta

from mydimos.identity.limits import Limit

# Behind one address there may be a whole town hall at eight in the morning.
PROOFS_TRIED = Limit("office login", 900, timedelta(minutes=15))
INVITATIONS_OPENED = Limit("invitation", 60, timedelta(minutes=10))
