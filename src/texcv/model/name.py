"""Personal names: their parts in CSL's terms, and the forms in which two spellings are compared."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_PARTICLES = frozenset(
    """
    af al auf av bin da das de dei del della den der di do dos du el ibn la le ten ter van vom von zu zum zur y
    """.split()
)
_SUFFIXES = re.compile(r"(?i:jr|sr)\.?|II|III|IV")
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
)
_HYPHENS = "-‐‑‒–—−­"
_JOINERS = "'’‘ʼ`´"


def fold(text: str) -> str:
    """Return a text without case, accents, hyphens, apostrophes and full stops, for comparison only."""
    spread = unicodedata.normalize("NFKD", text).casefold().translate(_PLAIN)
    kept = "".join(character for character in spread if not unicodedata.combining(character))
    kept = re.sub(f"[{_JOINERS}]", "", kept)
    return " ".join(re.sub(f"[{_HYPHENS}.,]", " ", kept).split())


def is_cjk(text: str) -> bool:
    """Tell whether a text is written in Han, Kana or Hangul, where names stand family first and without spaces."""
    letters = [character for character in text if character.isalpha()]
    return bool(letters) and all(
        unicodedata.name(letter, "").startswith(("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "IDEOGRAPHIC"))
        for letter in letters
    )


@dataclass(frozen=True, slots=True)
class Name:
    """A name in CSL's parts; `family` holds the particles, `native` the name in its own script."""

    family: str
    given: str = ""
    suffix: str = ""
    native: str = ""

    def __str__(self) -> str:
        full = f"{self.given} {self.family}".strip()
        return f"{full} {self.suffix}".strip()

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words of the name, given before family; a hyphen parts words."""
        return (*fold(self.given).split(), *fold(self.family).split(), *fold(self.suffix).split())

    @property
    def key(self) -> str:
        """The folded letters of the whole name; two spellings of one name share it."""
        return "".join(self.words)

    def bounds(self) -> frozenset[int]:
        """Return the positions in `key` at which a word begins."""
        positions, at = set(), 0
        for word in self.words:
            positions.add(at)
            at += len(word)
        return frozenset(positions)

    def family_at(self) -> int:
        """Return the position in `key` at which the family name begins."""
        return len("".join(fold(self.given).split()))


def parse_name(text: str) -> Name:
    """Return the parts of `Given Family`, `Family, Given`, `Family, Jr., Given` or a name in CJK script."""
    bare = " ".join(text.split())
    if is_cjk(bare):
        return Name(family=bare, native=bare)
    pieces = [piece.strip() for piece in bare.split(",")]
    if len(pieces) > 1:
        family, *rest = pieces
        suffix = next((piece for piece in rest if _SUFFIXES.fullmatch(piece)), "")
        given = " ".join(piece for piece in rest if piece != suffix)
        if given:
            return Name(family=family, given=given, suffix=suffix)
        words = family.split()
    else:
        words, suffix = bare.split(), ""
    if len(words) > 2 and _SUFFIXES.fullmatch(words[-1]):
        suffix = words.pop()
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES and words[start - 1][0].islower():
        start -= 1
    return Name(family=" ".join(words[start:]), given=" ".join(words[:start]), suffix=suffix)


def same(one: Name, other: Name) -> bool:
    """Tell whether two names are one spelling after folding: `Zhong, Yin-Min` and `yinmin zhong` are.

    The letters must agree, and the family name of each must begin where a word of the other begins,
    so that `Yin Minzhong` is not `Yinmin Zhong`.
    """
    if not one.key or one.key != other.key:
        return False
    return one.family_at() in other.bounds() and other.family_at() in one.bounds()


def compatible(one: Name, other: Name) -> bool:
    """Tell whether two names may be one person's, initials taken for what they may abbreviate.

    The family names must agree; given names must agree one by one, where an initial agrees with each word that
    it begins; a name with fewer given names may be the shorter form. `R. Zhu` fits Ruofei and Ruidong alike.
    """
    if fold(one.family).replace(" ", "") != fold(other.family).replace(" ", ""):
        return False
    mine, theirs = fold(one.given).split(), fold(other.given).split()
    if not mine or not theirs:
        return False
    return _agree(mine, theirs) or "".join(mine) == theirs[0] or "".join(theirs) == mine[0]


def _agree(mine: list[str], theirs: list[str]) -> bool:
    return all(a == b or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b))
               for a, b in zip(mine, theirs, strict=False))  # fmt: skip
