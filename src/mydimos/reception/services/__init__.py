"""The verbs of reception. One transaction each; each may be called inside another.

Each locks the appointment first, so two employees who press at one moment come one after the other.
Where the person of a visit is concerned, pages use `complete`, `mark_missed` and `reopen` of this
package: they call those of booking and close or open the visit with them.
"""

from mydimos.reception.services.arriving import arrive, undo_arrival
from mydimos.reception.services.identity import check_identity
from mydimos.reception.services.outcomes import complete, mark_missed, reopen
from mydimos.reception.services.serving import end_service, start_service, undo_start

__all__ = [
    "arrive",
    "check_identity",
    "complete",
    "end_service",
    "mark_missed",
    "reopen",
    "start_service",
    "undo_arrival",
    "undo_start",
]
