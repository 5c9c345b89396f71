"""Greek words as people type them: with and without accents, misspelt, in Latin letters.

`fold` is the key for sorting and for searching as it is written; `sound_key` is the key for
searching as it is heard, the same for Πειραιάς, ΠΗΡΕΑΣ, "peiraias" and "pireas".
"""

import re
import unicodedata

VOWELS = "aeiou"

# Greek, accents gone, to the Latin letters from which both alphabets go on together.
# The vowel pairs come first; υ alone sounds like ι.
_GREEK_PAIRS = (("ου", "u"), ("αυ", "av"), ("ευ", "ev"), ("ηυ", "iv"), ("ψ", "ps"))
_GREEK_LETTERS = str.maketrans("αβγδεζηθικλμνξοπρστυφχω", "avgdeziθiklmnxoprstifxo")

# In this order. χ and ξ are one sound here, because "x" is typed for both; θ and τ likewise.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"(?<=[^\W\d_])8|8(?=[^\W\d_])", "t"),  # 8essaloniki
        (r"(?<=[^\W\d_])3|3(?=[^\W\d_])", "x"),  # 3anthi
        (r"th|θ", "t"),
        (rf"ch|kh(?=[{VOWELS}])|[ck]s", "x"),
        (r"ph", "f"),
        (r"\brh", "r"),
        (r"(?<=[gd])h", ""),  # Aeghio, dhimos
        (
            r"(?<=[^\saeiouywh])h|\bh(?=[^\saeiouywh])",
            "i",
        ),  # the shape of η: thessalonikh, hrakleio
        (r"h", "x"),
        (r"o[uy]", "u"),
        (rf"(?<=[{VOWELS}])y(?=[{VOWELS}])", "g"),  # Ayia, Aiyio
        (rf"\by(?=[{VOWELS}])|j", "gi"),  # Yannena, Jannena
        (r"(?<=[ae])[uy]", "v"),
        (r"a[ie]", "e"),
        (r"[eo]i|y", "i"),
        (r"[uw]", "o"),
        (r"m[pb]|[bf]", "v"),
        (r"n[td]", "d"),
        (r"[gn]g|gk", "g"),
        (r"[cq]", "k"),
        (r"(\S)\1+", r"\1"),
    )
)

_ENDING = re.compile(r"(?:(?<=[slx])eos|[aeio][sn]?)\b")

_KEYS = str.maketrans("abgdezhuiklmnjoprstyfxcvw", "αβγδεζηθικλμνξοπρστυφχψως")


def fold(text: str) -> str:
    """Return the key by which names are sorted and compared.

    Accents, case, final sigma, punctuation, dashes and extra blanks make no difference.
    """
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    letters = "".join(
        char if char.isalnum() else "" if unicodedata.combining(char) else " " for char in plain
    )
    return " ".join(letters.replace("ς", "σ").split())


def sound_key(text: str) -> str:
    """Return how the text sounds, in Latin letters: one key for Greek and for Greeklish.

    η ι υ ει οι are one vowel, ο ω ου another; doubled consonants are single.
    """
    key = fold(text)
    for pair, sound in _GREEK_PAIRS:
        key = key.replace(pair, sound)
    key = key.translate(_GREEK_LETTERS)
    for pattern, sound in _SOUNDS:
        key = pattern.sub(sound, key)
    return key


def stem_key(sound: str) -> str:
    """Take the endings off the words of a sound key, so that cases and numbers agree.

    Words of which fewer than three letters would remain stay whole.
    """
    return " ".join(_stem(word) for word in sound.split())


def one_slip_apart(one: str, other: str) -> bool:
    """Say whether one letter left out, added, wrong or changed with the next explains it."""
    if abs(len(one) - len(other)) > 1:
        return False
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    changed = one[:2] == other[1::-1] and one[2:] == other[2:]
    return changed or one[1:] in (other, other[1:]) or one == other[1:]


def on_greek_keys(text: str) -> str:
    """Return what the same keys give on a Greek keyboard ("uhra" is θηρα)."""
    return text.lower().translate(_KEYS)


def _stem(word: str) -> str:
    stem = _ENDING.sub("", word)
    return stem if len(stem) >= 3 else word
