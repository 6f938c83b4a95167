"""Words cut to their stems: one ending off, by script; entities and figures stay as they are."""

from __future__ import annotations

from functools import lru_cache

_LONGEST_KEPT = 4
"""Words of so many letters are their own stems."""
_LEAST = 3
"""So many letters stay."""
_FIXED = ("@", "#")

_ENDINGS = {
    "latin": ("ational ations ation ingly ments ment ness ings ing ies ied ers est ed es er ly s e y"),
    "cyrillic": (
        "лардын лердин дардын дердин тардын тердин ларды лерди дарды дерди тарды терди ларга лерге иями ться "
        "ями ами иях ого его ому ему ыми ими ешь ишь ает яет уют ать ять ить еть тся лся лась лось лись "
        "лар лер дар дер тар тер нын нин дын дин тын тин дан ден тан тен нан нен мен бен пен ган ген кан кен "
        "ях ах ют ет ит ат ят ла ло ли ов ев ей ой ый ий ая яя ое ее ые ие ую юю ом ем ам ям ия ию ии ть сь "
        "га ге ка ке на не ды ди ты ти ны ни да де та те сы си ып ип "
        "а е и й о у ы ь ю я"
    ),
}
"""Endings of English, and of Russian and Kazakh together (both with Russian letters)."""
_BY_SCRIPT = {script: tuple(sorted(text.split(), key=len, reverse=True)) for script, text in _ENDINGS.items()}
_KEPT = ("ay", "ey", "oy", "uy", "ss", "us", "is")


def marked(word: str) -> bool:
    """Tell whether a token is an entity or a figure, which has no letters to look into."""
    return word.startswith(_FIXED)


def fixed(word: str) -> bool:
    """Tell whether a word must stay as it is: entities, figures, and anything with a digit."""
    return not word.isalpha() and (marked(word) or any(letter.isdigit() for letter in word))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Cut one ending off a word of five letters or more; at least three letters stay."""
    if len(word) <= _LONGEST_KEPT or fixed(word):
        return word
    for ending in _BY_SCRIPT["latin" if word[0].isascii() else "cyrillic"]:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST and not word.endswith(_KEPT):
            cut = word[: -len(ending)]
            doubled = len(cut) > _LEAST and cut[-1] == cut[-2] and cut[-1] not in "ls"
            return cut[:-1] if doubled else cut
    return word
