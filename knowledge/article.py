"""An article's text and its sentences, each known by its offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from knowledge.facts import Span

_PARAGRAPH = r"\S(?:.*\S)?(?:\n(?!\s*\n).*\S)*"
_DATELINE = r"^[^\n]{1,120}?\)(?= +(?:--|—|–) )"
_BEHIND_DATELINE = r" +(?:--|—|–) +"
_END = r"""[.!?…]["”’')\]]*(?:\s+\([^()\n]*\))?(?=\s|$)|[。！？]["”’」』）]*"""
_ABBREVIATION = (
    r"(?:\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sen|Gov|St|No|vs|Inc|Ltd|Co|Corp|approx)"
    r"|\b(?:[A-Za-z]\.)*[A-Z])\.$"
)


@dataclass(frozen=True)
class Article:
    """The text of an article, character for character."""

    text: str

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """Blocks between blank lines, in order."""
        return tuple(Span(start=m.start(), end=m.end()) for m in re.finditer(_PARAGRAPH, self.text))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Sentences in order; a dateline is one of its own, a credit in brackets belongs to its caption."""
        return tuple(sentence for paragraph in self.paragraphs for sentence in self._split(paragraph))

    def find(self, quote: str) -> tuple[Span, ...]:
        """Every place where a quote stands in the text."""
        return tuple(Span(start=m.start(), end=m.end()) for m in re.finditer(re.escape(quote), self.text))

    def is_whole(self, span: Span) -> bool:
        """Whether a span begins and ends where sentences do."""
        starts, ends = {s.start for s in self.sentences}, {s.end for s in self.sentences}
        return span.start in starts and span.end in ends

    def around(self, span: Span) -> Span:
        """The paragraph or paragraphs that a span stands in."""
        touched = [p for p in self.paragraphs if p.start < span.end and span.start < p.end]
        return Span(start=touched[0].start, end=touched[-1].end)

    def _split(self, paragraph: Span) -> Iterator[Span]:
        start = paragraph.start
        if dateline := re.match(_DATELINE, self.text[start : paragraph.end]):
            yield Span(start=start, end=start + dateline.end())
            start += dateline.end()
            gap = re.compile(_BEHIND_DATELINE).match(self.text, start)
            start = gap.end() if gap else start
        for end in re.compile(_END).finditer(self.text, start, paragraph.end):
            if end.end() < paragraph.end and re.search(_ABBREVIATION, self.text[start : end.start() + 1]):
                continue
            yield Span(start=start, end=end.end())
            start = paragraph.end - len(self.text[end.end() : paragraph.end].lstrip())
        if start < paragraph.end:
            yield Span(start=start, end=paragraph.end)
