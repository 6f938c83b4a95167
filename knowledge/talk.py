"""Small talk, noise and cries for help: what is told apart before any fact is looked for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from rapidfuzz import fuzz, process

from knowledge.decision import Reason
from knowledge.question import Question
from knowledge.text import pattern, script

_CLOSE = 88
"""Ratio (0 to 100) from which a whole message counts as one of the listed phrases."""

_PHRASES: Mapping[Reason, str] = {  # in normal form, since bringing them into it takes longer than an answer
    Reason.GREETING: """
        hi; hello; hey; hello there; hi there; hey bot; good morning; good afternoon; good evening;
        good night; good day; greetings; how are you; how are you doing; how is it going; what is up;
        sup; nice to meet you; happy new year; merry christmas; happy birthday; have a nice day;
        have a good one; hi how are you today; long time no see; welcome back; yo; hiya; howdy;
        happy holidays; привет; здравствуйте; добрый день; доброе утро; добрый вечер; как дела; салам;
        хай; приветствую; с новым годом; доброй ночи; как ты; что нового; ассалаумагалейкум; салем;
        салеметсиз бе; калай; калайсын; калыныз калай; кайырлы кун; кайырлы тан; кайырлы кеш;
        салам алейкум; не жаналык; жана жылмен; 你好; 您好; 嗨; 早上好; 晚上好; 下午好; 新年快乐; 在吗;
        你好吗; 哈喽; 最近怎么样; privet; kak dela; salem; salam; zdravstvuyte; ni hao""",
    Reason.THANKS: """
        thanks; thank you; thx; ty; thank you so much; thanks a lot; many thanks; cheers; great; ok; okay;
        ok thanks; cool; cool cool; nice; got it; i see; understood; good bot; well done; bye; goodbye;
        see you; see you later; bye see you tomorrow; good to know; perfect; awesome; great bye; lol ok;
        alright; all right; sure; fine; that is all; no thanks; never mind; nevermind; ok bye; ok cool;
        you are great; you are the best; good job; great job; great thanks; that is helpful; very helpful;
        much appreciated; that was helpful; have a good day bye; talk to you later; ttyl; take care;
        makes sense; fair enough; noted; ok got it thanks; that will be all; you are welcome; no problem;
        спасибо; спасибо большое; благодарю; спс; пасиб; ок; понятно; ясно; хорошо; пока; до свидания;
        круто; класс; понял; поняла; ладно; спасибо за помощь; молодец; хороший бот; все понятно спасибо;
        пока спасибо; до завтра; всего доброго; рахмет; коп рахмет; рахмет сизге; сау бол; сау болыныз;
        жаксы; тусиндим; тусиникти; жарайды; керемет; рахмет коп; аман бол; корискенше;
        谢谢; 多谢; 谢谢你; 好的; 明白了; 知道了; 再见; 拜拜; 不错; 厉害; 辛苦了;
        太好了; 好吧; spasibo; rahmet; poka; ponyatno; ok spasibo""",
    Reason.REMARK: """
        lol; haha; sorry; i am sorry; sorry for being rude; sorry for being rude just now; my bad; wow;
        interesting; hmm; oh; oh no; i love you; amazing; excellent; bad bot; you are stupid; stupid bot;
        shut up; you suck; idiot; useless; this is useless; whatever; i am bored; i am tired; so sad;
        i feel really sad today; i feel sad; im sad; what a day; oh my god; omg; that is terrible;
        that is sad; how awful; poor people; god bless; yes; no; yep; nope; yeah; nah; maybe; true; right;
        exactly; извини; извините; прости; ужас; жесть; кошмар; ого; ничего себе; плохой бот; дурак;
        тупой бот; мне грустно; да; нет; ага; угу; кешириниз; иа; жок;
        哈哈; 对不起; 抱歉; 嗯; 哦; 我好难过; 太惨了;
        you are wrong; that is wrong; that is not true; you are lying; liar; i do not believe you;
        i hate you; you are useless; you are dumb; stop; stop it; stop spamming; so many; what a mess;
        this is crazy; this is so sad; rest in peace; rip; pray for kazakhstan; ты врешь; это неправда;
        ты тупой; заткнись; какой ужас; как жаль; очень жаль; царство небесное; отстань; кандай сумдык;
        отирик; 你错了; 闭嘴; 骗人; 太可怕了; 愿逝者安息""",
    Reason.ABOUT_BOT: """
        who are you; what are you; are you a bot; are you a robot; are you human; are you real;
        are you a real person; are you an ai; who made you; who built you; what can you do;
        what can you do for me;
        what do you do; how do you work; help; help me; i need help; can you help me; what is this;
        what is this bot; what do you know; what can i ask; what can i ask you; what should i ask;
        how can i use you; who created you; what is your name; do you have a name; how old are you;
        where are you from; are you alive; can you talk; which language model are you; are you chatgpt;
        are you a person; do you speak russian; do you speak english; what languages do you speak;
        can i trust you; who is your boss; who owns you; do you like me; are you sentient;
        do you have feelings; can you hear me; tell me about yourself; what topics can you answer;
        what are you for; how does this bot work; how do i use this bot;
        where do you get your information; tell me a joke; do you sleep; are you there; anyone there;
        is anybody there; start; do you work; test; testing; menu; options; commands; кто ты; ты кто;
        ты бот; что ты умеешь; что ты можешь; помощь; помоги; как тебя зовут; кто тебя создал;
        ты человек; ты робот; как ты работаешь; что это за бот; о чем тебя можно спросить;
        расскажи о себе; ты живой; кто тебя сделал; что можно спросить; на каких языках ты говоришь;
        сен кимсин; сиз кимсиз; не истей аласын; сен ботсын ба; комек; кандай сурак коюга болады;
        атын ким; сени ким жасады; оз туралы айтып бер; 你是谁; 你能做什么; 你是机器人吗; 帮助; 你会什么;
        你叫什么; 你叫什么名字; 怎么用; 谁开发了你; 你是人吗; 介绍一下你自己; kto ty; ty bot; sen kimsin""",
}
"""Phrases in normal form, so that none has to be brought into it while somebody waits."""
_COURTESIES = """
    kk ok okay thanks thank you thx ty cheers mate bro man buddy great cool nice good perfect awesome bye
    goodbye lol haha hahaha wow sure fine got it see so much very a lot many all right alright well done
    dear bot please that was this is really helpful helped helps useful anyway hm hmm for your
    help information the appreciated dude guys then now sorry no problem yes yeah yep nope hmm oh
    ah спасибо большое огромное тебе вам
    ок окей понятно ясно хорошо ладно пока круто класс бот друг ага угу рахмет коп улкен сизге саган
    жаксы жарайды"""
_OPENINGS = {
    Reason.THANKS: r"(?:thanks|thank you|thx|ty)\b.* (?:that|this|it|you) ",
    Reason.REMARK: r"(?:(?:i am|(?:you|we) are|(?:that|this|it) is)|я|ты|вы|мен|сен|сиз) ",
}
"""How thanks begin, and a remark on those who talk or on what was said."""
_ASIDE = 6
"""Words that such a message has at most."""
_REPEATED = 6
"""So often each word stands on average in a text that is noise."""
_NODS = frozenset({"k", "kk", "kay", "к", "ок"})
"""Assent as it is typed; read as a figure it would be a thousand."""
_DISTRESS = (
    (
        r"\b(?:is|are|was|were|has|have|find|finding|where|locate|looking|lost|heard|worried|save|contact"
        r"|reach)\b.{0,30}"
        r"\bmy (?:\w+ )?(?:brother|sister|mother|father|mom|mum|dad|son|daughter|husband|wife|family|parents"
        r"|child|children|kids|friend|friends|"
        r"uncle|aunt|cousin|grandmother|grandfather|relative|relatives|girlfriend|boyfriend|fiance|fiancee"
        r"|colleague|neighbour|neighbor)\b"
        r"|\bwhere (?:is it|can i be|can we be|would i be|am i) safe\b|\bis it safe (?:to|here|there|now"
        r"|outside|in|for)\b|\bam i safe\b|\bare we safe\b"
        r"|\bsafe place\b|\bwhere (?:can|do|should|could) (?:i|we) (?:hide|shelter|go to be safe"
        r"|find shelter)\b|\bi am (?:hurt|wounded|bleeding|trapped|scared|in danger|afraid)\b"
        r"|\bwe are (?:hurt|wounded|trapped|in danger|scared)\b|\b(?:kill|hurt) myself\b|\bi want to die\b"
        r"|\bsuicid\w*|\bcall an ambulance\b|\bneed (?:a doctor|an ambulance|medical help)\b"
        r"|\b(?:they are|somebody is|someone is) shooting (?:at us|at me|here|outside|near)\b"
        r"|\bhelp\b.{0,20}\bshooting\b"
        r"|\b(?:my|our) (?:house|home|flat|building|street) is (?:on fire|burning)\b"
    ),
    (
        r"(?:мой|моя|мои|моего|мою|моих|моему) (?:\w+ )?(?:брат|сестр|мам|мать|пап|отец|отц|сын|доч|муж|жен"
        r"|семь|родител|реб|дет|друг|подруг|дяд|тет|бабушк|дедушк|родственник|племянник)\w*"
        r"|где (?:сейчас )?безопасно|безопасно ли|куда (?:бежать|спрятаться|идти)|где (?:укрыться|спрятаться)"
        r"|мне (?:страшно|плохо)|помогите|я ранен|нужна скорая|не хочу жить"
        r"|в нас стреляют|у нас (?:тут )?стреляют|(?:мой|наш) дом горит|спасите нас|спасите меня"
        r"|(?:агам|иним|апам|карындасым|синлим|анам|акем|улым|кызым|куйеуим|айелим|баламыз|балам|отбасым"
        r"|досым|туысым|ата-анам|бауырым)\b.{0,40}(?:тири|аман|кайда|табыл|хабар|калай)"
        r"|кайда (?:\w+ )?каушсиз|кауипсиз (?:жер|бе|ме)|кауипсиз кай|кайда кауипсиз|кай жер кауипсиз"
        r"|комектесиниз|мен жараландым|бизге атып жатыр|уйим(?:из)? ортенип"
    ),
    (
        r"我(?:的)?(?:弟|哥|姐|妹|妈|爸|父|母|儿子|女儿|老公|丈夫|老婆|妻子|家人|孩子|朋友|亲戚|男朋友"
        r"|女朋友|叔|舅|奶奶|爷爷).{0,12}(?:活着|安全|还好|在哪|失踪|联系|找|平安)"
        r"|哪里(?:比较|最)?安全|安全吗|救命|救救我|救我|不想活|我受伤|朝我们开枪|我家着火"
    ),
)
_ORDERS = (
    r"^(?:please |now |ok |so )*(?:make up|invent|fabricate|pretend|imagine that|roleplay|act as|sing|compose"
    r"|write (?:me |us )?(?:a |an |some )?(?:poem|story|song|essay|joke|code|script|letter|haiku)"
    r"|tell (?:me |us )?(?:a |another )?(?:joke|story)|draw|translate (?:this|hello|the following)"
    r"|ignore (?:all|the|your|any|previous|everything)|forget (?:all|your|everything|previous)|disregard)\b"
    r"|\b(?:system|your) (?:prompt|instructions|rules)\b|\byou are now\b|\bin your own words\b|\bjust guess\b"
    r"|\b(?:dan|developer|jailbreak) mode\b",
    r"^(?:пожалуйста |а |ну )*(?:придумай|выдумай|сочини|притворись|представь что ты|напиши (?:мне )?(?:стих"
    r"|рассказ|песню|код|сочинение|письмо)|расскажи (?:мне )?(?:анекдот|шутку|сказку)|спой|нарисуй|игнорируй"
    r"|забудь (?:все|свои))"
    r"|(?:системный промпт|твои инструкции|своими словами|просто угадай)"
    r"|(?:ойдан шыгар|олен жаз|азил айт|анекдот айт|сурет сал)",
    r"^请?(?:给我|帮我)?(?:编(?:一?个|造)|讲个?(?:笑话|故事)|写(?:一?首|个|一?篇)?(?:诗|歌|故事|作文|代码)|画)"
    r"|假装|扮演|忽略(?:之前|以上|所有)|系统提示",
)
"""What a machine that makes things up is told to do; here nothing is made up."""
_QUESTIONING = (r"\b(?:how many|number of)\b", "сколько|канша|неше", "多少|几")


def talk(question: Question) -> Reason | None:
    """Tell small talk, noise and distress from a question about the story; None for such a question."""
    plain = [token for token in question.tokens if not token.startswith("@")]
    if not plain:
        return Reason.NOISE if question.text else Reason.EMPTY
    if _is_noise(question.text, plain):
        return Reason.NOISE
    text = "".join(plain) if script(question.text) == "han" else " ".join(plain)
    if (reason := _told(text)) is not None:
        return reason
    if set(plain) <= _courtesies() or question.text.strip(" .!").casefold() in _NODS:
        return Reason.THANKS
    found = process.extractOne(text, _choices(), scorer=fuzz.ratio, score_cutoff=_CLOSE)
    return _phrases()[found[0]] if found else _said_aside(question, text)


def _said_aside(question: Question, text: str) -> Reason | None:
    """What a message is that asks nothing and says one word of somebody present: I am bored."""
    asks = question.kind or question.polar or "?" in question.text
    strange = set(question.content) - _courtesies()
    bare = len(strange) <= 1 and not question.concepts and not question.figures
    if asks or not bare or len(question.words) > _ASIDE:
        return None
    return next((reason for reason, opening in _OPENINGS.items() if re.match(opening, text)), None)


def _told(text: str) -> Reason | None:
    """What a text is by what it says in so many words: a cry for help, an order, a listed phrase."""
    if pattern(_DISTRESS, text).search(text) and not pattern(_QUESTIONING, text).search(text):
        return Reason.DISTRESS
    return Reason.ABOUT_BOT if pattern(_ORDERS, text).search(text) else _phrases().get(text)


def _is_noise(text: str, plain: Sequence[str]) -> bool:
    """Whether a text is a command, holds neither word nor figure, or the same few words over and over."""
    if text.startswith("/") or len(set(plain)) * _REPEATED < len(plain):
        return True
    return not any(c.isalpha() for word in plain for c in word) and not any(w.startswith("#") for w in plain)


@cache
def _courtesies() -> frozenset[str]:
    """Words that say nothing but thanks, assent or farewell, however many of them."""
    return frozenset(_COURTESIES.split())


@cache
def _phrases() -> Mapping[str, Reason]:
    """The listed phrases, each with what it is; the first mention counts."""
    found: dict[str, Reason] = {}
    for reason, listed in _PHRASES.items():
        for phrase in listed.split(";"):
            found.setdefault(phrase.strip(), reason)
    return found


@cache
def _choices() -> tuple[str, ...]:
    return tuple(_phrases())
