"""The shipped pack, and a small one that a test may spoil."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import Library, Pack

FERRY = {
    "article.txt": """Ferry back after repairs

LOWER QUAY, March 2 (Gazette) -- The ferry runs again from Monday. A trip costs nine crowns.

"We waited for a year," said the ferryman.
""",
    "pack.toml": """id = "ferry"
title = "The ferry"
languages = ["en", "ru"]

[source]
publisher = "Harbour Gazette"
headline = "Ferry back after repairs"
published = 2026-03-02
language = "en"

[[entities]]
name = "The ferryman"
kind = "person"
""",
    "facts.toml": """[[facts]]
id = "start"
quote = "The ferry runs again from Monday."
answer = "from Monday"
questions = ["When does the ferry run?", "first day of the ferry"]
related = ["fare"]

[[facts]]
id = "fare"
quote = "A trip costs nine crowns."
answer = "nine crowns"
questions = ["What is the fare?", "price of a trip"]

[[facts]]
id = "waiting"
quote = '"We waited for a year," said the ferryman.'
attributed_to = ["The ferryman"]
questions = ["How long did they wait?"]

[[silences]]
id = "speed"
about = "how fast the ferry is"
questions = ["How fast is the ferry?"]
""",
    "locales/ru.toml": """[topics]
ferry = "Паром"

[entities."The ferryman"]
label = "Паромщик"

[facts.fare]
questions = ["Сколько стоит проезд?"]
translation = "Поездка стоит девять крон."

[silences.speed]
questions = ["Какая у парома скорость?"]
""",
    "examples.toml": """[[asks]]
question = "how much is it to cross"
facts = ["fare"]

[[refuses]]
question = "speed in knots"
reason = "silence"

[[dialogs]]
turns = [{question = "fare?", facts = ["fare"]}, {question = "thanks", reason = "thanks"}]
""",
}


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The shipped pack."""
    return Library.open().default


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    """The folder of a small pack without a fault."""
    folder = tmp_path / "ferry"
    for name, text in FERRY.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder
