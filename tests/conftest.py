"""What holds for every test."""

from __future__ import annotations

import os

# Read by python-telegram-bot when it is imported; without it, building RetryAfter warns.
os.environ["PTB_TIMEDELTA"] = "1"
