"""The words of names as keyed hashes: a sealed name is found by them, and by nothing else."""

from mydimos.crypto.hashing import all_hashes, keyed_hash
from mydimos.greek.spelling import fold

LENGTH = 8
"""Bytes of a digest: enough to tell words apart, few enough to keep the index small."""

PURPOSE = "word of a name"


def digests_of(*texts: str | None) -> list[bytes]:
    """The digest of each word under the key in use, without repetition.

    Accents, case and final sigma make no difference.
    """
    words = {word for text in texts if text for word in fold(text).split()}
    return [keyed_hash(word, purpose=PURPOSE)[1][:LENGTH] for word in sorted(words)]


def known_digests(word: str) -> list[bytes]:
    """The digests under which one word may be stored: one for each key in the settings."""
    return [digest[:LENGTH] for _, digest in all_hashes(fold(word), purpose=PURPOSE)]
