"""The part of the store that counts what it keeps."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from bot.figures import Figures
from bot.storage.database import Database
from bot.storage.tables import dead_letters, feedback, questions

CITING = questions.c.decision == "answered"
MISSED = questions.c.decision.in_(("not_in_article", "not_understood"))


class SqlFigures(Database):
    """Numbers of questions, verdicts and dead letters."""

    async def figures(self, since: datetime) -> Figures:
        asked, judged = questions.c.at >= since, feedback.c.at >= since
        letters = select(func.count()).select_from(dead_letters).where(dead_letters.c.at >= since)
        async with self._transaction() as connection:

            async def counted(query: Select[Any, int]) -> dict[Any, int]:
                return dict((await connection.execute(query)).all())

            verdicts = await counted(_by(feedback.c.good, judged))
            return Figures(
                decisions=await counted(_by(questions.c.decision, asked)),
                cited=_most_often(await counted(_by(questions.c.facts, asked, CITING))),
                missed=_most_often(await counted(_by(questions.c.best, asked, MISSED))),
                good=verdicts.get(True, 0),
                bad=verdicts.get(False, 0),
                dead_letters=(await connection.execute(letters)).scalar_one(),
            )


def _by(column: ColumnElement[Any], *conditions: ColumnElement[bool]) -> Select[Any, int]:
    """How many rows there are with each value of a column."""
    return select(column, func.count()).where(*conditions).group_by(column)


def _most_often(counted: dict[str, int]) -> dict[str, int]:
    """By each fact of the values, which may name several or none; most often first."""
    total: Counter[str] = Counter()
    for facts, count in counted.items():
        total.update(dict.fromkeys(facts.split(), count))
    return dict(total.most_common())
