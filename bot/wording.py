"""Plain sentences about a decision, the same in Telegram and in the terminal; pure, no markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import reduce

from bot.texts import LANGUAGES, Texts
from knowledge import Answered, Decision, Fact, NotInArticle, NotUnderstood, Pack, Reason, SmallTalk, Span
from knowledge.question import ASKING, read

ECHO_LIMIT = 120
"""Characters of a reader's own words that are ever repeated to them."""
FULL_WIDTH = dict(zip("?!,;:", "？！，；：", strict=True))
"""Signs of Chinese for those of other scripts."""
_LINK_POINT = r"(?<=[@#/.:])(?=[^\W\d_])"
_UNSEEN = r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\s]+"


def echo(words: str) -> str:
    """A reader's words, safe to repeat: short, on one line, nothing in them a link or a mention."""
    line = re.sub(_UNSEEN, " ", words).strip()
    if len(line) > ECHO_LIMIT:
        line = line[: ECHO_LIMIT - 1].rstrip() + "…"
    # A word joiner after each sign keeps Telegram from making links or mentions, which would notify.
    return re.sub(_LINK_POINT, "\u2060", line)


def grouped(facts: Iterable[Fact]) -> list[list[Fact]]:
    """The facts of each quote, so that it is shown once, in the order in which they were asked for."""
    groups: dict[Span, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(fact.span, []).append(fact)
    return list(groups.values())


def attribution(facts: Sequence[Fact], pack: Pack, texts: Texts) -> str:
    """One line about a quote: who said it, nearest to the words first, then the publisher and the date."""
    said_by = [entity_label(name, pack, texts) for name in speakers(facts, pack)]
    return " · ".join([*said_by, published(pack, texts)])


def published(pack: Pack, texts: Texts) -> str:
    """Publisher and date of the article."""
    return texts.get("published", publisher=publisher(pack, texts), date=texts.date(pack.source.published))


def publisher(pack: Pack, texts: Texts) -> str:
    """The publisher's name in the reader's language where the pack has it."""
    return entity_label(pack.source.publisher, pack, texts)


def speakers(facts: Sequence[Fact], pack: Pack) -> list[str]:
    """Who says it: a person before the body that quotes them, bodies in the order of the article."""
    people = {entity.name for entity in pack.entities if entity.kind == "person"}
    named = dict.fromkeys(name for fact in facts for name in fact.attributed_to)
    return sorted(named, key=lambda name: name not in people)


def entity_label(name: str, pack: Pack, texts: Texts) -> str:
    """A person's or body's name in the reader's language where the pack has it."""
    entity = next((each for each in pack.entities if each.name == name), None)
    return entity.labels.get(texts.language, name) if entity else name


def phrasing(fact: Fact, pack: Pack, language: str) -> str:
    """The question a fact answers, in the reader's language or else the source's."""
    return fact.labels.get(language) or fact.labels.get(pack.source.language) or fact.id


def leaves_language_open(question: str, pack: Pack) -> bool:
    """Whether the reader's own language decides in which one a question is taken, as with a bare figure."""
    return len({read(question, pack.lexicon, code).language for code in LANGUAGES}) > 1


def corrections(decision: Answered, texts: Texts) -> list[str]:
    """One sentence for each premise of the question that does not hold."""
    return [
        texts.get("correction", stated=each.stated, asked=echo(each.asked)) for each in decision.corrections
    ]


def notes(decision: Answered, pack: Pack, texts: Texts) -> list[str]:
    """What stands below an answer: its date where it matters, and the parts left unanswered."""
    lines = []
    if decision.as_of:
        lines.append(texts.get("as-of", date=texts.date(pack.source.published)))
    if decision.unanswered:
        parts = [_with_own_signs(echo(part), texts) for part in decision.unanswered]
        listed = reduce(lambda before, after: texts.get("parts", before=before, after=after), parts)
        lines.append(texts.get("parts-not-said", parts=listed))
    return lines


def _with_own_signs(words: str, texts: Texts) -> str:
    """A reader's words with the signs of their script, where reading them has put Latin ones."""
    if texts.language != "zh":
        return words
    return re.sub(r"(?<=[^\x00-\x7f])[?!,;:]", lambda sign: FULL_WIDTH[sign[0]], words)


def refusal(decision: NotInArticle, pack: Pack, texts: Texts) -> str:
    """One sentence that says what the article does not say."""
    source = {"publisher": publisher(pack, texts), "date": texts.date(pack.source.published)}
    if decision.silence is not None:
        about = decision.silence.about
        named = about.get(texts.language) or about.get(pack.source.language) or next(iter(about.values()))
        return texts.get("silence", about=named, **source)
    match decision.reason:
        case Reason.OFF_TOPIC:
            return texts.get("off-topic", title=pack.source.headline)
        case Reason.SWAPPED:
            return texts.get("swapped", **source)
        case _:
            return texts.get("not-said", **source)


def inline_refusal(decision: Decision, texts: Texts) -> str:
    """A few words for the button that stands where inline results would."""
    return texts.get("inline-not-said" if isinstance(decision, NotInArticle) else "inline-ask")


def misunderstanding(decision: NotUnderstood, texts: Texts) -> str:
    """One sentence that asks for a question; examples follow it."""
    return texts.get("empty" if decision.reason is Reason.EMPTY else "not-understood")


def small_talk(decision: SmallTalk, pack: Pack, texts: Texts) -> str:
    """A short human line that asserts nothing."""
    match decision.reason:
        case Reason.DISTRESS:
            return texts.get("distress", date=texts.date(pack.source.published))
        case Reason.THANKS:
            return texts.get("thanks")
        case Reason.REMARK:
            return texts.get("remark")
        case Reason.ABOUT_BOT:
            return texts.get("about-bot")
        case _:
            return texts.get("greeting")


TELLING = ("count", "amount", "reason", "person")
"""Kinds of facts that make good examples, best first; others come after."""


def examples(pack: Pack, count: int = 3) -> list[Fact]:
    """Facts to suggest, each of another topic where there are enough, in the pack's order."""
    ranked = sorted(pack.facts, key=lambda fact: _dullness(fact, pack))
    first: dict[str, Fact] = {}
    for fact in ranked:
        first.setdefault(fact.topic, fact)
    best = sorted(first.values(), key=ranked.index)[:count]
    best += [fact for fact in ranked if fact not in best][: count - len(best)]
    return sorted(best, key=lambda fact: fact.span.start)


def _dullness(fact: Fact, pack: Pack) -> tuple[bool, bool, int]:
    asks = phrasing(fact, pack, pack.source.language).endswith(ASKING)
    return fact.answer is None, not asks, TELLING.index(fact.kind) if fact.kind in TELLING else len(TELLING)
