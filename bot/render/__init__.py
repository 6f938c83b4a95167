"""Decisions and pages as Telegram shows them; pure, and the only place with markup."""

from bot.render.browse import timeline, topic, topics, who
from bot.render.buttons import Action, Press
from bot.render.context import folded, unfolded
from bot.render.decision import cited, render
from bot.render.inline import main_facts, page_result, results, usage_result, whole_answer
from bot.render.links import fact_in
from bot.render.pages import (
    AUTOMATIC,
    OFF,
    ON,
    earlier_answer,
    group_help,
    help_page,
    introduction,
    language_choice,
    nothing_to_read,
    notice,
    privacy,
    settings_page,
    slow_down,
    source,
    story,
    usage,
    welcome,
)
from bot.render.reply import Reply
from bot.render.stats import DECISIONS, stats
from bot.render.venue import Venue

__all__ = [
    "AUTOMATIC",
    "DECISIONS",
    "OFF",
    "ON",
    "Action",
    "Press",
    "Reply",
    "Venue",
    "cited",
    "earlier_answer",
    "fact_in",
    "folded",
    "group_help",
    "help_page",
    "introduction",
    "language_choice",
    "main_facts",
    "nothing_to_read",
    "notice",
    "page_result",
    "privacy",
    "render",
    "results",
    "settings_page",
    "slow_down",
    "source",
    "stats",
    "story",
    "timeline",
    "topic",
    "topics",
    "unfolded",
    "usage",
    "usage_result",
    "welcome",
    "who",
    "whole_answer",
]
