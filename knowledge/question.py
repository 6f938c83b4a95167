"""A question as read from a message: its words in normal form, its language, and what it asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from rapidfuzz import fuzz, process

from knowledge.figures import normalise
from knowledge.languages import fillers, language
from knowledge.lexicon import Lexicon
from knowledge.text import clean, fold, is_han, pattern, script

ASKING = ("?", "？")
"""Signs with which a question ends."""
_ADDRESS = r"(?<![\w.@/])@[A-Za-z][A-Za-z0-9_]{2,31}\b|https?://\S+|\b\S+@\S+\.\w{2,}\b"
_KAZAKH = "[әғқңөұүһі]"
_REQUEST = r"^(?:can|could|will|would) (?:you|i|we|somebody|someone|anyone) "
"""*Can you name them?* asks for more than yes or no."""
_AMOUNT = r"\b(?:how (?:many|much|long)|сколько|канша|неше)\b|多少|几"
_MARKS = ".,;:!?()\"'"
_ALIKE = 70
"""Ratio, 0 to 100, from which a word as typed stands for one that was mended."""
_LONGEST = 8
"""Characters, at most, of a figure or name that is looked for in a text without spaces."""
_SEARCHED = 200
"""Characters in which it is looked for."""
_DECLARED = 5
"""Words from which a message with a verb and a question mark states what it wants confirmed."""
_STATES = (
    r"\b(?:is|are|was|were|has|have|had|do|does|did|will|would|can|could|went|said|sent|took|came|gave|told|met"
    r"|held|made|left|led|[a-z]{2,}ed)\b|[^a-z\s]{3}"
)
_POLAR = (
    r"^(?:and |so |but |then |also |i heard |i read |they say |is it true |)?"
    r"(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should)\b"
    r"|^it (?:is|was) .+ (?:who|that|which)\b|\b(?:yes|no|true|ok|huh|eh)$"
    r"|\b(?:is it true|is it correct|right|correct|true or false|or not|i heard|i thought|they say|supposedly"
    r"|really|i was told|i read|i saw|seriously|i believe|i think|if i am not mistaken|just checking|i gather"
    r"|i take it|as i understand(?: it)?|i am told|innit|correct me|(?:is|was) the one"
    r"|(?:is|are|was|were|do|does|did|has|have) not (?:it|he|she|they|you|we))\b",
    r"(?:^|\s)(?:правда|верно|разве|неужели|действительно|ведь|то есть|значит|получается)(?:\s|$)"
    r"|\sли(?:\s|$)|(?:^|\s)(?:ма|ме|ба|бе|па|пе|рас|гой|екен)(?:\s|$)",
    "吗|是不是|有没有|对吧|对不对|吧$|是这样|真的|难道",
)


@dataclass(frozen=True, kw_only=True)
class Question:
    """What was asked."""

    text: str
    """As typed, without what cannot be seen."""
    tokens: tuple[str, ...]
    """Words in normal form with the concepts of the pack."""
    language: str
    kind: str
    """who, what, when, where, why, how, how-many, how-much, how-long, or empty for none."""
    polar: bool
    """Whether it asks for a yes or no, or states something to be confirmed."""
    lexicon: Lexicon

    @cached_property
    def content(self) -> tuple[str, ...]:
        """Tokens that carry content: neither fillers nor concepts nor single letters."""
        return tuple(
            token
            for token in self.words
            if token not in fillers() and (len(token) > 1 or is_han(token) or token.isdigit())
        )

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Tokens without concepts."""
        return tuple(token for token in self.tokens if not token.startswith("@"))

    @cached_property
    def named(self) -> frozenset[int]:
        """Where, among ``words``, names of the pack are spelt."""
        return frozenset(at for begin, end, _ in self.lexicon.spans(self.words) for at in range(begin, end))

    @cached_property
    def figures(self) -> tuple[str, ...]:
        """Figures as tokens, such as ``#2030``."""
        return tuple(token for token in self.tokens if re.fullmatch(r"#\d+(?:\.\d+)?", token))

    @cached_property
    def days(self) -> tuple[str, ...]:
        """Days of the year and of the week as tokens, such as ``#01-10`` or ``#w0``."""
        return tuple(token for token in self.tokens if re.fullmatch(r"#(?:\d\d-\d\d|w\d)", token))

    @cached_property
    def concepts(self) -> tuple[str, ...]:
        """Names of the pack, such as ``@csto``."""
        return tuple(token for token in self.tokens if token.startswith("@"))

    def surface(self, token: str) -> str:
        """Return a token as typed: the shortest run of words of the message that reads as it."""
        words = self.text.split()
        for length in range(1, 6):
            for at in range(len(words) - length + 1):
                part = " ".join(words[at : at + length])
                if self._reads_as(part, token):
                    return (self._within(part, token) if is_han(part) else part).strip(_MARKS)
        alike = process.extractOne(token, words, scorer=fuzz.ratio, processor=fold, score_cutoff=_ALIKE)
        return alike[0].strip(_MARKS) if alike else token.lstrip("#@")

    def _reads_as(self, part: str, token: str) -> bool:
        return token in normalise(part) or token in self.lexicon.annotate(normalise(part))

    def _within(self, text: str, token: str) -> str:
        """The shortest run of characters that reads as a token, where words are not set apart."""
        for length in range(1, min(len(text), _LONGEST) + 1):
            for at in range(min(len(text), _SEARCHED) - length + 1):
                if self._reads_as(text[at : at + length], token):
                    return text[at : at + length]
        return text

    def is_capitalised(self, token: str) -> bool:
        """Whether a word stands with a capital inside the message, as names do."""
        return token in self._capitalised

    @cached_property
    def _capitalised(self) -> frozenset[str]:
        """Words with a capital that begin no sentence; none where all is in capitals."""
        pairs = () if self.text.isupper() else pairwise(self.text.split())
        named = [word for before, word in pairs if word[0].isupper() and before[-1] not in ".?!:"]
        parts = (part for word in named for part in word.split("-") if part[:1].isupper())
        return frozenset(token for part in parts for token in normalise(part))


def read(text: str, lexicon: Lexicon, hint: str | None = None) -> Question:
    """Read a message; ``hint`` is the language assumed where the script leaves it open."""
    text = " ".join(re.sub(_ADDRESS, " ", clean(text)).split())
    return of_tokens(text, lexicon.annotate(normalise(text)), lexicon, hint)


def of_tokens(text: str, tokens: tuple[str, ...], lexicon: Lexicon, hint: str | None = None) -> Question:
    """A question whose tokens are known already."""
    code = detect(text, tokens, hint)
    plain = " ".join(token for token in tokens if not token.startswith("@"))
    if code == "zh":
        plain = plain.replace(" ", "")
    kind = kind_of(tokens, code)
    request = not kind and re.search(_REQUEST, plain)
    declared = not kind and "?" in text and len(plain.split()) >= _DECLARED and re.search(_STATES, plain)
    polar = not request and bool(declared or _is_polar(plain))
    return Question(text=text, tokens=tokens, language=code, kind=kind, polar=polar, lexicon=lexicon)


def _is_polar(plain: str) -> bool:
    """Whether words ask for a yes or no; *does it say how many?* asks how many."""
    polar = pattern(_POLAR, plain)
    found = polar.search(plain)
    asked = found and re.search(_AMOUNT, plain[found.end() :])
    return bool(polar.search(plain, found.end()) if found and asked else found)


def detect(text: str, tokens: Sequence[str], hint: str | None = None) -> str:
    """Name the language: by script, and among Cyrillic ones by letters and common words."""
    found = script(text)
    if found == "han":
        return "zh"
    if found == "cyrillic":
        if re.search(_KAZAKH, text, re.IGNORECASE):
            return "kk"
        kazakh, russian = (sum(token in _common(code) for token in tokens) for code in ("kk", "ru"))
        return "kk" if kazakh > russian or (kazakh == russian and hint == "kk") else "ru"
    return hint if hint and found == "none" else "en"


@cache
def _common(code: str) -> frozenset[str]:
    """Words by which a language is told from another in the same script."""
    return language(code).fillers | language(code).question_words.keys()


def kind_of(tokens: Sequence[str], code: str) -> str:
    """The type that the words ask for: that of the first question word, or of the longest phrase there."""
    phrases, amounts = _phrases_of(code), language(code).amounts
    amount = ""
    for at, token in enumerate(tokens):
        for phrase, kind in phrases.get(token, ()):
            if tuple(tokens[at : at + len(phrase)]) != phrase:
                continue
            if "".join(phrase) not in amounts:
                return kind
            amount = amount or kind
    return amount


@cache
def _phrases_of(code: str) -> Mapping[str, list[tuple[tuple[str, ...], str]]]:
    """Question words of a language and of English by their first token, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for asking in dict.fromkeys((code, "en")):
        for written, kind in language(asking).question_words.items():
            phrase = tuple(written if is_han(written) else written.split())
            found.setdefault(phrase[0], []).append((phrase, kind))
    for phrases in found.values():
        phrases.sort(key=lambda pair: (-len(pair[0]), pair[1]))
    return found


def speaks_of_now(question: Question) -> bool:
    """Tell whether a question asks for the present: now, today, still."""
    now = language(question.language).now
    if question.language == "zh":
        return any(word in question.text for word in now)
    return not now.isdisjoint(question.tokens)


def asks_for_the_hour(question: Question) -> bool:
    """Tell whether a question asks for the time of the day, where the day is no answer."""
    between = "" if question.language == "zh" else " "
    words = between.join(("", *question.words, ""))
    return any(between + fold(phrase) + between in words for phrase in language(question.language).hours)


def asking_words(kind: str, code: str) -> tuple[str, ...]:
    """Return the words by which a language asks for a type of answer."""
    listed = language(code).question_words.items()
    return next((tuple(words.split()) for words, asked in listed if asked == kind), ())


def first_asking(text: str, code: str) -> int:
    """Return where the first question word of a message stands, 0 where it begins with it or has none."""
    folded = fold(text)
    if code == "zh":
        asked = [text.find(word) for word in language("zh").question_words if word in text]
        return max(text.rfind(mark, 0, min(asked, default=0)) for mark in "，,。 ") + 1
    if len(folded) != len(text):
        return 0
    found = _asking(code).search(folded)
    return found.start() if found else 0


@cache
def _asking(code: str) -> re.Pattern[str]:
    words = {word for asking in (code, "en") for word in language(asking).question_words}
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b")
