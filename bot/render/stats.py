"""Figures for the people who run the bot."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from bot.figures import Figures, Process
from bot.render.reply import Reply
from bot.texts import Texts

DECISIONS = {
    "answered": "stats-answered",
    "ambiguous": "stats-ambiguous",
    "not_in_article": "stats-not-in-article",
    "not_understood": "stats-not-understood",
    "small_talk": "stats-small-talk",
}
MOST = 5
"""Facts that are listed."""


def stats(today: Figures | None, week: Figures | None, process: Process, texts: Texts) -> Reply:
    """All figures on one page; None for those of a database that does not answer."""
    if today is None or week is None:
        lines = [texts.get("stats-no-database"), *_decisions([process.decisions], texts)]
    else:
        lines = _kept(today, week, texts)
    return Reply(text="\n".join([*lines, "", *_process(process, texts)]))


def _kept(today: Figures, week: Figures, texts: Texts) -> list[str]:
    asked, in_week = sum(today.decisions.values()), sum(week.decisions.values())
    lines = [texts.get("stats-questions", today=asked, week=in_week)]
    lines += _decisions([today.decisions, week.decisions], texts)
    for key, counted in (("stats-cited", week.cited), ("stats-missed", week.missed)):
        if counted:
            most = ", ".join(f"{fact} {count}" for fact, count in islice(counted.items(), MOST))
            lines.append(texts.get(key, facts=most))
    lines.append(texts.get("stats-feedback", good=week.good, bad=week.bad))
    lines.append(texts.get("stats-dead-letters", today=today.dead_letters, week=week.dead_letters))
    return lines


def _decisions(periods: list[Mapping[str, int]], texts: Texts) -> list[str]:
    """A line for each kind of decision that there was, with its number in each period."""
    return [
        f"• {texts.get(key)}: {' / '.join(str(period.get(kind, 0)) for period in periods)}"
        for kind, key in DECISIONS.items()
        if any(kind in period for period in periods)
    ]


def _process(process: Process, texts: Texts) -> list[str]:
    hours, minutes = divmod(int(process.uptime.total_seconds()) // 60, 60)
    return [
        texts.get("stats-uptime", hours=hours, minutes=minutes),
        texts.get("stats-retries", retries=process.retries, doubtful=process.doubtful),
        texts.get("stats-database-errors", count=process.database_errors),
        texts.get("stats-pack", pack=process.pack, version=process.version),
    ]
