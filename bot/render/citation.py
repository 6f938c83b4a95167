"""A citation: the short answer, the quote with the answer marked in it, who said it, the translation."""

from __future__ import annotations

from collections.abc import Sequence

from bot import wording
from bot.render.markup import Rich, bold, emphasised, joined, linked, plain, quoted, shortened
from bot.texts import Texts
from knowledge import Fact, Pack

QUOTE_LIMIT = 2800
"""UTF-16 units of one quote or translation; leaves room for all that stands around it."""
TRANSLATION_LIMIT = 900


def citation(facts: Sequence[Fact], pack: Pack, texts: Texts) -> Rich:
    """One quote and the facts that it states; all of them have the same span."""
    answers = [fact.answer_text for fact in facts if fact.answer_text]
    return joined(
        [
            bold(" · ".join(dict.fromkeys(answers))),
            quoted(_quote(facts)),
            _source_line(facts, pack, texts),
            _translation(facts, pack, texts),
        ]
    )


def _quote(facts: Sequence[Fact]) -> Rich:
    first = facts[0]
    text = shortened(first.quote, QUOTE_LIMIT)
    spans = [
        (fact.answer.start - first.span.start, min(fact.answer.end - first.span.start, len(text)))
        for fact in facts
        if fact.answer is not None
    ]
    return emphasised(text, spans)


def _source_line(facts: Sequence[Fact], pack: Pack, texts: Texts) -> Rich:
    line = wording.attribution(facts, pack, texts)
    before, publisher, after = line.rpartition(wording.publisher(pack, texts))
    return plain(before) + linked(publisher, pack.source.url) + after


def _translation(facts: Sequence[Fact], pack: Pack, texts: Texts) -> Rich:
    """The pack's own translation, labelled; empty where the reader needs none or there is none."""
    language, first = texts.language, facts[0]
    if language == pack.source.language or language not in first.translations:
        return plain("")
    text = shortened(first.translations[language], TRANSLATION_LIMIT)
    answers = [fact.answers[language] for fact in facts if language in fact.answers]
    spans = [(text.index(answer), text.index(answer) + len(answer)) for answer in answers if answer in text]
    apart = [answer for answer in dict.fromkeys(answers) if answer not in text]
    return joined([plain(texts.get("translation")), bold(" · ".join(apart)), quoted(emphasised(text, spans))])
