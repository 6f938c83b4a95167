"""Takes a message apart: greetings and politeness off, several questions into parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from knowledge.languages import LANGUAGES, language, spellings
from knowledge.text import fold, is_han, pattern

_SENTENCE = r"[^.?!…;\n。？！；]+(?:[.](?=\d)[^.?!…;\n。？！；]+)*[.?!…;。？！；)]*"
_INITIAL = (
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|vs|No|St|U\.S|approx)\.$"
)
_JOINED = (
    r"[,;]?\s+(?:and|also|plus|&)\s+(?:also\s+|then\s+)?(?=(?:(?:at|in|on|by|from|to|for|with|since)\s+)?"
    r"(?:how|who|whom|whose|what|when|where|why|which"
    r"|did|does|is|are|was|were|do|has|have|will|can)\b)"
    r"|,\s+(?=(?:how many|how much|how big|who|what|when|where|why|which)\b)",
    r"[,;]?\s+(?:и|а|а также|и ещ[её]|ещ[её])\s+(?=(?:(?:в|во|на|от|из|с|со|к|ко|по|для|за|о|об)\s+)?"
    r"(?:сколько|кто|кого|что|когда|где|куда|откуда|почему"
    r"|зачем|как|какой|какая|какие|чем)\b)"
    r"|,\s+(?=(?:сколько|кто|когда|где|куда|откуда|почему|зачем)\b)"
    r"|[,;]?\s+(?:және|ал|мен)\s+(?=(?:қанша|канша|кім|ким|қашан|кашан|қайда|кайда|қайдан|неге|не|қандай|кандай"
    r"|қалай|неше)\b)",
    r"[，,；;]\s*(?:还有|另外|以及|同时)?(?=.{0,12}(?:多少|谁|什么|哪|何时|为什么|几|吗))",
)
"""What joins two questions, by script."""
_ASKING = (
    r"\b(?:how|who|whom|whose|what|whats|when|where|why|which|is|are|was|were|do|does|did|has|have|will|can"
    r"|wen|wat)\b",
    r"\b(?:сколько|кто|кого|кому|что|когда|где|куда|откуда|почему|зачем|как|какой|какая|какие|каков|чем|чей"
    r"|ли)\b"
    r"|қанша|канша|кім|ким|қашан|кашан|қайда|кайда|қайдан|неге|қандай|кандай|қалай|неше",
    r"多少|谁|什么|哪|何时|为什么|几|吗|怎",
)
_OUT_OF = r"\s*(?:(?:out )?of|among|from) (?:the|those|these|all)\b"
"""*Of the 16, how many were police and how many soldiers?* is one question on a part of the 16."""
_AND = r"\s+(?:and|&|plus|и|және|мен|\+)\s+|和|及"
_AROUND = 6
"""At most so many phrases of politeness are taken off a message."""
_MARKED = tuple(
    rf"\s*(?:[\u2600-\u27bf\U0001f000-\U0001faff\ufe0f]+|[()]{{2,}})\s*"
    rf"(?=(?:so |and |но |а |ал )?(?:{asking}))"
    for asking in _ASKING
)
"""Emoji, of brackets too, behind which a question begins end what stood before it."""
_BRACKETS = frozenset("()")
_NUMBERED = (
    r"^(?:(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth|fifth|next|last(?:ly)?|finally|one more"
    r"|question \d)\s*[:,—–-]|(?:\d|[a-d])[.)]\s)\s*",
    r"^(?:(?:первое|второе|третье|во-первых|во-вторых|в-третьих|и последнее|вопрос \d|бірінші(?:ден)?"
    r"|екінші(?:ден)?|үшінші(?:ден)?|соңғысы)\s*[:,—–-]|[а-г][.)]\s)\s*",
    r"^(?:第[一二三四五]|首先|其次|最后)[，,:：、]\s*",
)
"""What numbers the questions of a list."""
_SIGNS = ".,!?:;()…"
_LEADING = r"^[\s,.!?:;\-…)，。！？：；]+|[\s,:;\-…(，：；]+$"


def respelt(text: str) -> str:
    """Write out words typed in haste, *wen*, by which the questions of a message are told apart."""
    return " ".join(map(_respelt, text.split()))


def _respelt(word: str) -> str:
    core = word.strip(_SIGNS)
    full = spellings().get(core) if core.isalpha() else None
    return word.replace(core, full, 1) if full else word


def stripped(text: str) -> str:
    """Take greetings, thanks and preambles off both ends of a message that holds more than them."""
    left = re.sub(_LEADING, "", text)
    left = pattern(_NUMBERED, left, re.IGNORECASE).sub("", left)
    for _ in range(_AROUND):
        shorter = _without_one(left)
        if shorter is None:
            break
        left = re.sub(_LEADING, "", shorter)
    return left or text


def _without_one(text: str) -> str | None:
    """The text without one phrase of politeness, the longest, at either end; None where there is none."""
    folded = fold(text)
    if len(folded) != len(text):
        return None  # folding changed lengths: offsets would not fit
    end = len(folded.rstrip(" .!?。！？"))
    for phrase in _phrases():
        after, before = len(phrase), end - len(phrase)
        if folded.startswith(phrase) and (is_han(phrase[-1]) or not folded[after : after + 1].isalnum()):
            return text[after:]
        if folded.endswith(phrase, 0, end) and (
            is_han(phrase[-1]) or not folded[max(before - 1, 0) : before].isalnum()
        ):
            return text[:before]
    return None


def sentences(text: str) -> list[str]:
    """Cut a message into sentences, abbreviations left whole."""
    out: list[str] = []
    if not text.isascii() or not _BRACKETS.isdisjoint(text):
        text = pattern(_MARKED, text, re.IGNORECASE).sub(". ", text)
    for match in re.finditer(_SENTENCE, text):
        piece = match[0].strip()
        if not piece:
            continue
        if out and re.search(_INITIAL, out[-1]):
            out[-1] += " " + piece
        else:
            out.append(piece)
    return [piece for piece in out if any(c.isalnum() for c in piece)]


def parts(text: str) -> list[str]:
    """Cut a message into what may be questions of their own, in order."""
    pieces = (piece for sentence in sentences(text) for piece in _split(sentence))
    return [piece for piece in pieces if any(c.isalnum() for c in piece)]


def adds(text: str) -> bool:
    """Whether a message asks one thing *and* another in so many words."""
    return any(joint[0].strip(" ,;，；") for joint in pattern(_JOINED, text, re.IGNORECASE).finditer(text))


def halves(text: str) -> list[str]:
    """Cut a message in two at its only *and*; nothing where there is none or several."""
    found = re.split(_AND, text, flags=re.IGNORECASE)
    part = re.match(_OUT_OF, text, re.IGNORECASE)
    return found if len(found) == 2 and not part else []  # noqa: PLR2004  two halves


def _split(sentence: str) -> Iterator[str]:
    at = 0
    if re.match(_OUT_OF, sentence, re.IGNORECASE):
        yield sentence
        return
    for joint in pattern(_JOINED, sentence, re.IGNORECASE).finditer(sentence):
        if not pattern(_ASKING, sentence, re.IGNORECASE).search(sentence, at, joint.start()):
            continue
        yield sentence[at : joint.start()].strip(" ,")
        at = joint.end()
    yield sentence[at:].strip(" ,")


@cache
def _phrases() -> tuple[str, ...]:
    listed = {phrase for code in LANGUAGES for phrase in language(code).politeness}
    return tuple(sorted(listed, key=lambda phrase: (-len(phrase), phrase)))
