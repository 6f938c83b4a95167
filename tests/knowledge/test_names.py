"""Names, offices and things of a question that a fact has otherwise, or not at all."""

from __future__ import annotations

import pytest

from knowledge import Pack
from knowledge.case import Case
from knowledge.names import name_claims
from knowledge.question import read
from knowledge.roles import role_claims


def claims(question: str, fact: str, missing: str, pack: Pack) -> list[tuple[str, str | None]]:
    """What is claimed of a question against a fact, whose phrasings lack some of its words."""
    held = pack.fact(fact)
    assert held is not None
    case = Case(
        question=read(question, pack.lexicon), fact=held, pack=pack, missing=frozenset(missing.split())
    )
    return [*name_claims(case), *role_claims(case)]


@pytest.mark.parametrize(
    ("question", "fact", "missing", "claim"),
    [
        (
            "Did Lavrov praise the peacekeeping forces?",
            "putin-praise",
            "lavrov",
            ("lavrov", "Vladimir Putin"),
        ),
        (
            "Why did the president attend the Security Council meeting in Atyrau?",
            "council-meeting",
            "atyrau",
            ("atyrau", "in Nur-Sultan, Kazakhstan"),
        ),
        (
            "Is the military alliance of the CSTO led by Beijing?",
            "csto-name",
            "@china",
            ("@china", "Moscow-led"),
        ),
        (
            "Did Putin urge the United Nations to counter interference?",
            "csto-joint-measures",
            "united nations",
            ("united", "CSTO"),
        ),
        (
            "Was it NATO that deployed the troops to protect facilities?",
            "troops-purpose",
            "nato",
            ("nato", "CSTO"),
        ),
        (
            "It is Putin who decides how long they stay",
            "troops-decision",
            "",
            ("@vladimir-putin", "Kazakh president"),
        ),
        ("Is Wang Yi an ambassador?", "wang-role", "", ("ambassador", "Chinese State Councilor and Foreign")),
        ("Did the mayor say 1,270 were hit?", "businesses-affected", "mayor", ("mayor", "Tokayev")),
        ("Ван И это министр обороны, верно?", "wang-role", "обороны", ("обороны", "Chinese State Councilor")),
        ("Did Michel brief Tokayev?", "michel-briefing", "", ("@charles-michel", "to brief him")),
        ("Is Putin the president of Kazakhstan?", "putin-role", "", ("@kassym-jomart-tokayev", "Russian")),
    ],
)
def test_what_stands_in_the_wrong_place_is_set_against_the_article(
    question: str, fact: str, missing: str, claim: tuple[str, str], pack: Pack
) -> None:
    found = dict(claims(question, fact, missing, pack))
    assert claim[1] in (found[claim[0]] or "")


@pytest.mark.parametrize(
    ("question", "fact", "missing", "foreign"),
    [
        ("What did Lavrov praise?", "putin-praise", "lavrov", "lavrov"),
        ("Did Michel praise the forces too?", "putin-praise", "@charles-michel", "@charles-michel"),
        ("How many tents were damaged or burnt?", "police-vehicles", "tents", "tents"),
        ("What orders did Tokayev give?", "council-meeting", "orders", "orders"),
        ("Which country was the first to voice support?", "support-who", "first", "first"),
        ("默克尔说了什么?", "michel-statement", "默 克", "默克尔"),
        ("Does Michel support the integrity of Moldova?", "michel-sovereignty", "moldova", "moldova"),
        (
            "Was it Reuters that heard Michel promise cooperation?",
            "michel-reliable-info",
            "reuters",
            "reuters",
        ),
    ],
)
def test_what_the_fact_does_not_speak_of_is_foreign(
    question: str, fact: str, missing: str, foreign: str, pack: Pack
) -> None:
    assert (foreign, None) in claims(question, fact, missing, pack)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("Was Tokayev briefed by Michel?", "michel-briefing"),
        ("Did Tokayev brief Michel?", "michel-briefing"),
        ("Did Michel and Tokayev speak?", "michel-briefing"),
        ("Is Tokayev the president of Kazakhstan?", "president-of-kazakhstan"),
        ("Is Wang Yi the foreign minister?", "wang-role"),
        ("Did Kazakhs get support?", "support-who"),
        ("托卡耶夫跟米歇尔会面了吗?", "michel-meeting"),
        ("Does Russia dominate the alliance?", "csto-is"),
        ("Is this official Chinese news?", "news-agency"),
        ("Is the picture from Putin's office?", "csto-photo-credit"),
        ("Are there friends left for Tokayev?", "support-who"),
        ("Does the text place the country in Asia?", "kazakhstan-region"),
        ("Was it Nur-Sultan or Moscow that decides?", "troops-decision"),
        ("Did the president say that 1,270 businesses were affected?", "businesses-affected"),
        ("Are the guards in front of the mayor's office?", "almaty-photo-guards"),
        ("Did it happen in January?", "almaty-photo-date"),
        ("Сессия Ресейде болды ма, Қытайда ма?", "csto-session-how"),
        ("ҰҚШҰ Қытайда ма, Ресейде ме?", "csto-session-how"),
        ("Did Michel support Lavrov as well?", "michel-sovereignty"),
    ],
)
def test_what_is_as_the_article_has_it_is_not_claimed(question: str, fact: str, pack: Pack) -> None:
    assert claims(question, fact, "", pack) == []
