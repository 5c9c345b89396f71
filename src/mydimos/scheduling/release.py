from collections.abc import Callable


def release_delay(*, longest: int, free: int, total: int, random: Callable[[], float]) -> int:
    """Seconds until freed time is shown to the public again (slot policy, "Fair release").

    Where at most a tenth of an offering's times is free, a random delay of 0 to `longest`, so
    that nobody gains by watching for cancellations; otherwise none. `random` gives [0, 1).
    """
    if longest <= 0 or free * 10 > total:
        return 0
    return int(random() * (longest + 1))
