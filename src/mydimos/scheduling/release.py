from collections.abc import Callable


def release_delay(*, longest: int, free: int, total: int, random: Callable[[], float]) -> int:
    """Seconds until freed time is shown to the public again (slot policy, "Fair release").

    Where at most a tenth of an offering's times is free, a random delay of 0 to `longest`
    seconds, so that watching for cancellations is no advantage; otherwise 0. `random` returns a
    number in [0, 1).
    """
    if longest <= 0 or free * 10 > total:
        return 0
    return int(random() * (longest + 1))
