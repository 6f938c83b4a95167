"""By which words a question continues what was said before: and …, they, who said that, more."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from knowledge.languages import language
from knowledge.question import Question

_SHORT = 3
"""A question with at most so many content words may lean on what was said before."""
_CLOSE = 86
"""Ratio (0 to 100) from which a whole message counts as one of the listed phrases."""
_OPENINGS = (
    "and ", "what about ", "how about ", "but ", "also ", "or ", "no i ", "i meant ", "i mean ", "no ",
    "then ", "so ", "а ", "и ", "но ", "нет ", "я про ", "тогда ", "ал ", "жок ", "сонда ", "那", "还有",
    "不是", "我是说", "不",
)  # fmt: skip
_PART_OF = ("how", "many", "of")
_CLOSINGS = (" ше", " ше ше", "呢", " а")
_WHO_SAID = (
    "who said that", "who said this", "who said it", "who says", "who says so", "who says that", "says who",
    "who told you", "source", "according to whom", "whose words are these", "who claims that",
    "who is the source", "where is that from", "who gave this number", "who gave that number",
    "who gave that figure", "who reported that", "is that official", "are you sure", "really",
    "are you certain", "is that true", "is it true", "sure", "for real", "seriously", "is that right",
    "can you confirm", "is that confirmed", "is it confirmed", "is this confirmed", "has that been confirmed",
    "has it been confirmed", "how do you know", "prove it", "you sure", "кто это сказал", "кто сказал",
    "кто так говорит", "откуда это", "источник", "ты уверен", "вы уверены", "точно", "правда", "это правда",
    "серьезно", "откуда цифра", "кто назвал эту цифру", "чьи это слова", "кто это говорит",
    "по чьим данным", "ким айтты", "муны ким айтты", "оны ким айтты", "сенимдисин бе", "рас па", "шын ба",
    "дереккоз", "анык па", "кимнин сози", "谁说的", "这是谁说的", "你确定吗", "真的吗", "确定吗", "来源",
    "是真的吗", "出处",
)  # fmt: skip
_MORE = (
    "more", "tell me more", "more please", "what else", "anything else", "go on", "continue",
    "more details", "details", "and", "next", "more info", "еще", "подробнее", "расскажи еще", "что еще",
    "дальше", "продолжай", "тагы", "толыгырак", "тагы не", "тагы не бар", "жалгастыр", "更多", "还有吗",
    "继续", "还有呢", "详细", "详细一点",
)  # fmt: skip


def leans(question: Question) -> bool:
    """Whether a question may lean on what was said: an opening, a pronoun, or hardly a word of content."""
    short = len(question.content) <= (_SHORT if question.language != "zh" else 2 * _SHORT)
    return short or opens(question) or points_back(question)


def points_back(question: Question) -> bool:
    """Whether a question holds a pronoun, or names only the type of its answer."""
    tables = language(question.language)
    if set(question.content) <= tables.generic or question.words[:3] == _PART_OF:
        return True
    return bool(set(question.tokens) & (tables.pronouns | language("en").pronouns))


def asks_only_for_a_type(question: Question) -> bool:
    """Whether a question names the type of its answer and nothing else: in which city?"""
    return bool(question.content) and set(question.content) <= language(question.language).generic


def opens(question: Question) -> bool:
    """Whether a question opens as the continuation of another: and the banks? what about the police?"""
    plain = _plain(question)
    return plain.startswith(_OPENINGS) or plain.endswith(_CLOSINGS)


def asks_for_part(question: Question) -> bool:
    """Whether a question asks for a part of what was counted before: how many of them?"""
    pronouns = language(question.language).pronouns
    return question.words[:3] == _PART_OF and bool(pronouns & set(question.words[3:5]))


def restated(question: Question) -> tuple[str, ...]:
    """Return the words behind *no, I meant*; nothing where a message does not set right how one was taken."""
    tables, words = language(question.language), question.words
    opening = tables.meant | tables.regrets
    end = next((at for at, word in enumerate(words) if word not in opening), len(words))
    return words[end:] if tables.meant & set(words[:end]) else ()


def asks_who_said(question: Question) -> bool:
    """Whether a message asks who said so, *who gave that figure?*, or whether it is sure."""
    if _is_one_of(question, _WHO_SAID):
        return True
    tables = language(question.language)
    claims = set(question.content) - tables.pronouns
    return question.kind == "who" and bool(claims) and claims <= tables.claims


def asks_for_more(question: Question) -> bool:
    """Whether a message asks to go on."""
    return _is_one_of(question, _MORE)


def _is_one_of(question: Question, phrases: tuple[str, ...]) -> bool:
    return process.extractOne(_plain(question), phrases, scorer=fuzz.ratio, score_cutoff=_CLOSE) is not None


def _plain(question: Question) -> str:
    return ("" if question.language == "zh" else " ").join(question.words)
