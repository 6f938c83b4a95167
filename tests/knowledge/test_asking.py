"""One question from message to decision, as a reader notices it, on the shipped pack."""

from __future__ import annotations

import pytest

from knowledge import (
    Ambiguous,
    Answered,
    Decision,
    NotInArticle,
    NotUnderstood,
    Pack,
    Reason,
    SmallTalk,
)

TOLL = ["people-killed", "security-killed"]


def cited(decision: Decision) -> list[str]:
    """Ids of what is asserted, in order."""
    return [found.fact.id for found in decision.found] if isinstance(decision, Answered) else []


@pytest.mark.parametrize(
    ("question", "asked", "stated"),
    [
        ("Were 200 people killed?", "200", "164 people were killed"),
        ("Was it 3,000 troops that the CSTO deployed?", "3,000", "2,030 peacekeeping troops"),
        ("Правда, что погибло 300 человек?", "300", "164 people were killed"),
        ("Did the CSTO session take place on January 12?", "January 12", "Jan. 10"),
        ("Was the CSTO session held on Friday?", "Friday", "Monday"),
        ("Was the article published on February 3?", "February 3", "January 11"),
        ("Did Wang Yi phone Tleuberdi on Tuesday?", "Tuesday", "Monday"),
        (
            "Did Wang Yi call Tokayev?",
            "Tokayev",
            "Kazakh Deputy Prime Minister and Foreign Minister Mukhtar Tleuberdi",
        ),
        (
            "Is it Putin who decides how long the troops stay?",
            "Putin",
            "Kazakh president deems it necessary",
        ),
        ("Was Tokayev at the Security Council in Almaty?", "Almaty", "in Nur-Sultan, Kazakhstan"),
        (
            "Did Putin condemn the peacekeeping forces?",
            "condemn",
            "praised the peacekeeping forces for their effective work",
        ),
        ("Did the CSTO meet in person?", "person", "via video link"),
        (
            "Will the troops be partly withdrawn?",
            "partly",
            "will be entirely withdrawn from the country after the mission is completed",
        ),
        (
            "Is Tleuberdi the defence minister?",
            "defence",
            "Kazakh Deputy Prime Minister and Foreign Minister",
        ),
        (
            "Is Putin the president of Kazakhstan?",
            "president of Kazakhstan",
            "Russian President Vladimir Putin",
        ),
        ("Is Wang Yi the prime minister of China?", "prime", "Chinese State Councilor and Foreign Minister"),
        ("How many of the 9,000 were arrested?", "9,000", "over 7,900 were arrested"),
        ("Why were 9,000 peacekeeping troops sent?", "9,000", "2,030 peacekeeping troops"),
        (
            "Did Michel meet Putin in a video conference?",
            "Putin",
            "Tokayev",
        ),
        ("Is the CSTO led by Beijing?", "Beijing", "a Moscow-led military alliance"),
        (
            "Did Michel brief Tokayev on the riots?",
            "Michel",
            "Tokayev met on Monday with European Council President Charles Michel in a video conference to "
            "brief him on the details of the riots and the government's responses.",
        ),
        (
            "Has the number of civilian casualties been confirmed?",
            "confirmed",
            "the number of civilian casualties is yet to be confirmed",
        ),
        ("Were there no police vehicles burnt?", "no police", "about 500 police vehicles damaged or burnt"),
        ("Was it the mayor who said that 1,270 businesses were hit?", "mayor", "Tokayev said"),
        ("Was the CSTO session on Friday?", "Friday", "Monday"),
        (
            "Does Michel think reliable information is unimportant?",
            "unimportant",
            "the importance of obtaining reliable information",
        ),
        (
            "Did Putin ask the CSTO to welcome external interference?",
            "welcome",
            'take measures to jointly counter "destructive external interference"',
        ),
        ("So 164 people were arrested and 7,900 killed?", "164 arrested", "164 people were killed"),
        ("So 164 people were arrested and 7,900 killed?", "7,900 killed", "over 7,900 were arrested"),
        ("Did the CSTO gather in a conference hall in Minsk?", "Minsk", "via video link"),
        (
            "Was it at the CSTO session that the ministers showed solidarity?",
            "ministers",
            "leaders of the member states showed solidarity with the Kazakh authorities",
        ),
        (
            "Charles Michel is president of the European Parliament, isn't he?",
            "Parliament",
            "European Council President Charles Michel",
        ),
        ("Were fewer than 2,000 peacekeepers sent?", "2,000", "2,030 peacekeeping troops"),
        ("did 1,300 people die", "1,300", "164 people were killed"),
        ("Were 164 civilians killed?", "civilians", "164 people were killed"),
        ("Were 500 ambulances damaged or burnt?", "ambulances", "about 500 police vehicles damaged or burnt"),
        (
            "Why were more than 100 schools and hospitals looted?",
            "schools",
            "more than 100 shopping centers and banks looted",
        ),
    ],
)
def test_a_false_premise_is_set_against_the_articles_words(
    question: str, asked: str, stated: str, pack: Pack
) -> None:
    decision = pack.ask(question)
    assert isinstance(decision, Answered)
    assert (asked, stated) in [(correction.asked, correction.stated) for correction in decision.corrections]


@pytest.mark.parametrize(
    "question",
    [
        "Were 164 people killed?",
        "Did the CSTO deploy 2,030 troops?",
        "Was the CSTO session held on Monday?",
        "Did the CSTO meet in person or online?",
        "Did Wang Yi call Tleuberdi?",
        "Was it over a thousand wounded?",
        "Were over 1,300 of them hurt?",
        "Were fewer than 3,000 peacekeepers sent?",
        "Is it two hundred or two thousand peacekeepers?",
        "Is Europe ready for closer cooperation with Kazakhstan?",
        "did chna suport kazakstan?",
        "Were 164 people killed and over 7,900 arrested?",
        "Выведут ли миротворцев полностью?",
    ],
)
def test_a_true_premise_is_not_corrected(question: str, pack: Pack) -> None:
    decision = pack.ask(question)
    assert isinstance(decision, Answered)
    assert decision.corrections == ()


@pytest.mark.parametrize(
    "question",
    [
        "How many people were killed in the riots in Ukraine?",
        "Who is the president of Belarus?",
        "What does NATO stand for?",
        "How many troops did NATO send to Kazakhstan?",
        "Did Michel praise the peacekeepers too?",
        "Of the 16 killed, how many were police?",
        "Who is Sergei Lavrov?",
        "What did Merkel say?",
        "What did Erdogan call the unrest?",
        "How many helicopters were damaged?",
        "How many ambulances were burnt?",
        "When were 250 pieces of equipment sent?",
        "How many cities did Michel visit?",
        "How many leaders took part in the CSTO session?",
        "How do I make a carbonara?",
        "Where is Wang Yi?",
        "On what day did NATO hold its extraordinary session?",
        "乌兹别克斯坦有多少家企业受损?",
        "布林肯跟特列乌别尔季通电话时说了什么?",
        "combien d'arrestations parmi les 9900 figurent",
        "What did Tleuberdi say to Wang Yi?",
        "Did the member states agree to Putin's call for joint measures?",
        "Did Michel accept that it was a terrorist attack?",
        "What sort of equipment are those 250 pieces?",
        "Which country was the very first to voice support for Kazakhstan?",
        "What did Modi say about militants?",
        "How many pieces of equipment did the United States deploy?",
        "What did the Kazakh Defense Ministry say about the number of arrests?",
        "What is the address of the city hall in Almaty?",
        "How much of the economic damage was insured?",
        "Who else attended the Security Council meeting?",
        "my cousin lives in Karaganda, how many were wounded there?",
        "Everyone says militants, militants. How many of them were there, then?",
        "Кто из лидеров стран ОДКБ не подключился к видеосвязи?",
        "平民伤亡人数哪天公布?",
    ],
)
def test_another_name_thing_or_type_of_answer_is_refused(question: str, pack: Pack) -> None:
    assert isinstance(pack.ask(question), NotInArticle)


def test_who_told_somebody_is_whoever_else_the_sentence_names(pack: Pack) -> None:
    assert cited(pack.ask("Who told Michel about the government's responses?")) == ["michel-briefing"]


@pytest.mark.parametrize(
    ("question", "silence"),
    [
        ("Why did people go out to protest in the first place?", "cause-of-protests"),
        ("Is China sending troops as well?", "china-troops"),
        ("What did Merkel say?", "other-countries"),
    ],
)
def test_what_the_article_keeps_silent_about_is_named(question: str, silence: str, pack: Pack) -> None:
    decision = pack.ask(question)
    assert isinstance(decision, NotInArticle)
    assert decision.reason is Reason.SILENCE
    assert decision.silence is pack.silence(silence)


@pytest.mark.parametrize(
    ("topic", "facts"),
    [
        ("economic damage", ["economic-damage"]),
        ("peacekeepers", ["troops-count"]),
        ("police vehicles", ["police-vehicles"]),
        ("Putin", ["putin-role"]),
        ("wounded", ["security-wounded"]),
        ("death toll", TOLL),
        ("How many died?", TOLL),
        ("сколько погибло", TOLL),
        ("死了多少人", TOLL),
    ],
)
def test_a_bare_topic_is_answered_and_an_unqualified_toll_with_both_figures(
    topic: str, facts: list[str], pack: Pack
) -> None:
    assert cited(pack.ask(topic)) == facts


def test_two_or_three_facts_are_offered_where_it_is_doubtful(pack: Pack) -> None:
    decision = pack.ask("Who provided the photos?")
    assert isinstance(decision, Ambiguous)
    scores = [found.score for found in decision.offered]
    assert 2 <= len(decision.offered) <= 3
    assert scores == sorted(scores, reverse=True)
    assert decision.conversation.offered == tuple(found.fact.id for found in decision.offered)


@pytest.mark.parametrize(
    ("question", "facts", "unanswered"),
    [
        ("How many were arrested and who is Wang Yi?", ["people-arrested", "wang-role"], ()),
        ("Who is Wang Yi, and when did he call Tleuberdi?", ["wang-role", "call-day"], ()),
        (
            "What is the CSTO? How many troops did it deploy? Why did the protests start?",
            ["csto-is", "troops-count"],
            ("Why did the protests start?",),
        ),
        (
            "How many troops were deployed and how many tanks?",
            ["troops-count"],
            ("how many tanks?",),
        ),
        ("economic damage and police vehicles", ["economic-damage", "police-vehicles"], ()),
        ("number of businesses hit + number of wounded", ["businesses-affected", "security-wounded"], ()),
    ],
)
def test_several_questions_are_answered_in_order(
    question: str, facts: list[str], unanswered: tuple[str, ...], pack: Pack
) -> None:
    decision = pack.ask(question)
    assert isinstance(decision, Answered)
    assert cited(decision) == facts
    assert decision.unanswered == unanswered


def test_one_question_in_two_clauses_is_not_answered_twice(pack: Pack) -> None:
    decision = pack.ask("What is doing the peacekeeper there, which thing they must guard?")
    assert cited(decision) == ["troops-purpose"]


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("For my class: how many were arrested?", "people-arrested"),
        ("My aunt lives in Kazakhstan and I worry, how many were arrested?", "people-arrested"),
        ("Where does the number of 2,030 come from?", "troops-figure-source"),
        ("What are the guards doing in the first photo?", "almaty-photo-guards"),
        ("economic damage how many billion", "economic-damage"),
        ("What is Moscow to put first with its allies?", "russia-alliance"),
        ("my cousin lives in Karaganda and can't be reached. do they say how many were wounded?",
         "security-wounded"),
    ],
)  # fmt: skip
def test_what_stands_around_a_question_does_not_lead_astray(question: str, fact: str, pack: Pack) -> None:
    assert cited(pack.ask(question)) == [fact]


def test_a_bare_figure_is_no_slip_of_the_keyboard(pack: Pack) -> None:
    decision = pack.ask("7,900")
    assert isinstance(decision, Answered)
    assert all("7,900" in found.fact.quote for found in decision.found)


def test_a_bare_number_asked_for_belongs_to_what_was_asked_before(pack: Pack) -> None:
    assert cited(pack.ask("слушай а магазины там сильно разнесли? сколько штук")) == ["looted"]


@pytest.mark.parametrize(
    ("question", "as_of"),
    [
        ("How many people are under arrest now?", True),
        ("Сколько арестовано сейчас?", True),
        ("现在逮捕了多少人？", True),
        ("How many were arrested?", False),
    ],
)
def test_who_asks_for_the_present_is_told_the_date(question: str, as_of: bool, pack: Pack) -> None:
    decision = pack.ask(question)
    assert isinstance(decision, Answered)
    assert decision.as_of is as_of


@pytest.mark.parametrize(
    ("question", "language", "facts"),
    [
        (
            "Hello! Could you please tell me how many people were arrested? Thank you!",
            "en",
            "people-arrested",
        ),
        (
            "My cousin lives there and I am worried, so how many people were arrested?",
            "en",
            "people-arrested",
        ),
        (
            "Здравствуйте! Подскажите, пожалуйста, сколько человек арестовали? Спасибо",
            "ru",
            "people-arrested",
        ),
        ("请问逮捕了多少人？谢谢", "zh", "people-arrested"),
        ("crjkmrj xtkjdtr fhtcnjdfyj", "ru", "people-arrested"),
        ("рщц ьфтн зущзду цуку фккуыеув", "en", "people-arrested"),
        ("skolko chelovek arestovano", "ru", "people-arrested"),
        ("qansha adam qamauga alyndy", "kk", "people-arrested"),
        ("有多少人被逮捕？", "zh", "people-arrested"),
        ("有多少警車被燒毀？", "zh", "police-vehicles"),
        ("多少維和部隊被部署？", "zh", "troops-count"),
        ("how many piece keepers were sent", "en", "troops-count"),
        ("who is the president of kazak stan", "en", "president-of-kazakhstan"),
        ("how many peace keepers were deployed", "en", "troops-count"),
        ("I'm from Karaganda and 78 years old, how many people were arrested?", "en", "people-arrested"),
    ],
)
def test_politeness_stories_and_other_ways_of_writing_are_seen_through(
    question: str, language: str, facts: str, pack: Pack
) -> None:
    decision = pack.ask(question)
    assert cited(decision) == [facts]
    assert decision.language == language


@pytest.mark.parametrize(
    ("text", "kind", "reason"),
    [
        ("Hello!", SmallTalk, Reason.GREETING),
        ("спасибо большое", SmallTalk, Reason.THANKS),
        ("who are you?", SmallTalk, Reason.ABOUT_BOT),
        ("Is my brother alive?", SmallTalk, Reason.DISTRESS),
        ("", NotUnderstood, Reason.EMPTY),
        ("???", NotUnderstood, Reason.NOISE),
        ("when?", NotUnderstood, Reason.NOISE),
        ("who said that?", NotUnderstood, Reason.NOISE),
    ],
)
def test_no_fact_is_looked_for_where_nothing_is_asked(
    text: str, kind: type[SmallTalk | NotUnderstood], reason: Reason, pack: Pack
) -> None:
    decision = pack.ask(text)
    assert isinstance(decision, kind)
    assert decision.reason is reason


def test_every_decision_says_why(pack: Pack) -> None:
    for question in ("How many died?", "Who provided the photos?", "What did Merkel say?"):
        decision = pack.ask(question)
        assert decision.evidence.rule
        assert decision.best is not None


def test_a_typing_error_is_mended_and_told(pack: Pack) -> None:
    decision = pack.ask("How many people were arrestd?")
    assert cited(decision) == ["people-arrested"]
    assert ("arrestd", "arrested") in decision.evidence.mended


def test_the_hint_names_the_language_only_where_the_text_does_not(pack: Pack) -> None:
    assert pack.ask("164?", language="kk").language == "kk"
    assert pack.ask("How many died?", language="kk").language == "en"


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("how many troops", "troops-count"),
        ("how many arrested", "people-arrested"),
        ("I am 78 and my eyes are poor, when was this article published?", "published"),
        ("At which gathering did Putin mention groups of militants?", "militants-said-when"),
    ],
)
def test_a_bare_count_an_age_or_a_general_noun_does_not_stop_the_answer(
    question: str, fact: str, pack: Pack
) -> None:
    decision = pack.ask(question)
    assert isinstance(decision, Answered)
    assert decision.found[0].fact.id == fact


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("key facelities", "key facilities"),
        ("destructive external interferense", "destructive external interference"),
        ("wen wil teh peacekeepers leave", "when will the peacekeepers leave"),
        ("hou many trops adn hw much equipment", "how many troops and how much equipment"),
        (
            "which casualty figuge has not been confirmed yet?",
            "which casualty figure has not been confirmed yet?",
        ),
        ("чо должны охранять миратворцы?", "что должны охранять миротворцы?"),
    ],
)
def test_a_slip_does_not_change_the_answer(pack: Pack, typed: str, meant: str) -> None:
    decision, right = pack.ask(typed), pack.ask(meant)
    assert isinstance(decision, Answered)
    assert isinstance(right, Answered)
    assert [found.fact.span for found in decision.found] == [found.fact.span for found in right.found]
