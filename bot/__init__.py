"""Verbatim's edges: the Telegram bot and the command line over the knowledge package."""
