"""English."""

from types import MappingProxyType

from knowledge.languages import Language
from knowledge.languages.en_opposites import PAIRS
from knowledge.languages.en_spellings import SPELLINGS
from knowledge.languages.en_synonyms import GROUPS


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# fmt: off
LANGUAGE = Language(
    code="en",
    fillers=_set(
        "mr mrs "
        "a an the of to in on at by for from with and or as is are was were be been being am do does did "
        "done has have had having will would can could shall should may might must it its this that these "
        "those there here i me my we us our you your he him his she her they them their what which who whom "
        "whose when where why how much many any some all also just only really actually please tell say says "
        "said know about so then than but if not no yes ok okay well um uh like get got up out over into "
        "after before during exactly again still now ever even else too very one thing things something "
        "anything s t re ve ll d m bot give show let want need find name list per according article "
        "report "
        "story text news piece author question ask asked asking hear heard read think guess true correct "
        "right hey hi hello hm hmm thanks thank pls plz lol btw man dude bro guys folks mean means meant "
        "least most else exact exactly approximate approximately roughly precise estimated precisely happen "
        "happened happening go going come came make made take took put see seen look looks kind sort type "
        "quick whats whos hows basically literally"
    ),
    politeness=(
        "i would like to know", "i'd like to know", "i want to know", "can you tell me", "could you tell me",
        "do you know", "can you please tell me", "could you please tell me", "would you tell me",
        "would you mind telling me", "please tell me", "tell me", "i was wondering", "i wonder",
        "just wondering", "quick question", "one question", "quick q", "a question", "question for you",
        "morning", "evening", "afternoon", "heya", "hiya", "howdy", "gm", "real quick", "can someone tell me",
        "can somebody tell me", "can anyone tell me", "could someone tell me", "someone tell me",
        "good morning", "good afternoon", "good evening", "good day", "dear bot", "hey bot", "hi bot",
        "hello bot", "hi there", "hey there", "hello there", "sorry to bother you", "sorry to ask",
        "excuse me", "thanks in advance", "thank you in advance", "thank you", "many thanks", "thanks",
        "thx", "ty", "please", "pls", "plz", "hello", "hey", "hi", "yo", "cheers", "lol", "lmao", "omg",
        "haha", "hahaha", "settle a bet", "asking for a friend", "just curious", "out of curiosity",
        "long story short", "by the way", "btw", "does anyone know", "anyone know", "do we know",
        "what i need is", "i need to know", "need to know", "i just need", "just need", "i need", "we need",
        "i am looking for", "i'm looking for", "looking for", "can i get", "can i have", "could i have",
        "give me", "gimme", "show me", "find me", "any idea", "remind me", "ok so", "okay so",
        "ok", "okay", "so",
        "well", "um", "uh", "bruh", "bro", "dude", "man", "guys", "folks", "ngl", "tbh", "is it true that",
        "is it true", "is it correct that", "is it right that", "i heard that", "i heard", "i hear",
        "i read that", "i read", "i was told that", "i was told", "they say that", "they say", "people say",
        "i thought", "i think", "isn't it", "isn't he", "isnt it", "didn't it", "yes", "no", "seriously",
        "true", "am i right", "or not", "or what", "or something", "or am i wrong",
        "or am i mixing something up", "or did i misread", "or is that wrong",
        "or am i mixing things up", "or did i get that wrong", "i saw", "huh", "aren't they", "wasn't it",
        "weren't they", "didn't they",
        "didn't he", "doesn't it", "right", "correct", "true or false", "apparently", "supposedly",
        "according to the article", "according to the report", "according to this article",
        "according to the text", "according to the story", "in the article", "in this article",
        "from the article", "does the article say", "does the report say", "does the story say",
        "does the text say", "what does the article say about", "as per the article", "per the article",
        "in the report", "in the story", "in the text", "article says",
    ),
    question_words=MappingProxyType({
        "how many": "how-many", "how much": "how-much", "what number": "how-many", "number of": "how-many",
        "amount of": "how-much", "how long": "how-long", "how": "how", "who": "who", "whos": "who",
        "whose": "who", "whom": "who", "when": "when", "what day": "when",
        "which day": "when", "what date": "when", "which date": "when", "what time": "when",
        "which days": "when", "what days": "when", "which dates": "when", "what dates": "when",
        "since when": "when", "what year": "when", "which year": "when", "where": "where",
        "which city": "where", "what city": "where", "which country": "where", "what country": "where",
        "which countries": "where", "why": "why", "what for": "why", "for what": "why", "how come": "why",
        "what": "what", "which": "which", "whats": "what", "what kind": "sort", "what sort": "sort",
        "what type": "sort", "which kind": "sort", "which type": "sort", "what kinds": "sort",
        "what types": "sort",
    }),
    numbers=MappingProxyType({
        "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
        "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
        "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30,
        "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
        "thousand": 1000, "million": 10**6, "billion": 10**9, "dozen": 12, "mln": 10**6, "bln": 10**9,
        "bn": 10**9,
    }),
    months=MappingProxyType({
        name: number
        for number, names in enumerate(
            ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
             "aug august", "sep sept september", "oct october", "nov november", "dec december"), 1)
        for name in names.split()
    }),
    weekdays=MappingProxyType({
        name: number
        for number, names in enumerate(
            ("monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thurs", "friday fri",
             "saturday", "sunday"))
        for name in names.split()
    }),
    contractions=MappingProxyType({
        "what's": "what is", "who's": "who is", "where's": "where is", "when's": "when is",
        "how's": "how is", "it's": "it is", "that's": "that is", "there's": "there is", "he's": "he is",
        "she's": "she is", "i'm": "i am", "you're": "you are", "they're": "they are", "we're": "we are",
        "isn't": "is not", "aren't": "are not", "wasn't": "was not", "weren't": "were not",
        "don't": "do not", "doesn't": "does not", "didn't": "did not", "won't": "will not",
        "wouldn't": "would not", "can't": "can not", "cannot": "can not", "couldn't": "could not",
        "hasn't": "has not", "haven't": "have not", "hadn't": "had not", "shouldn't": "should not",
        "i've": "i have", "they've": "they have", "i'd": "i would", "i'll": "i will", "they'll": "they will",
        "he'll": "he will", "let's": "let us", "whats": "what is", "whos": "who is", "wheres": "where is",
        "whens": "when is", "hows": "how is", "thats": "that is", "isnt": "is not", "arent": "are not",
        "wasnt": "was not", "werent": "were not", "dont": "do not", "doesnt": "does not", "didnt": "did not",
        "cant": "can not", "wont": "will not", "centre": "center", "centres": "centers",
        "organisation": "organization", "organisations": "organizations", "organised": "organized",
        "defence": "defense", "labour": "labor",
        "neighbour": "neighbor", "neighbours": "neighbors", "honour": "honor", "programme": "program",
    }),
    spellings=SPELLINGS,
    countries=_set("turkey britain england scotland america holland palestine burma macedonia"),
    negations=_set("not no never nobody nothing none without neither nor"),
    opposites=(
        (_set("support supports supported supporting solidarity help helps approve "
              "praise praised stand stood"),
         _set("condemn condemns condemned criticise criticize criticised criticized oppose opposes opposed "
              "protest denounce denounced reject rejects rejected blame blamed abandon abandoned attack "
              "attacked threaten threatened neutral hostile against slam slammed scold scolded refuse "
              "refused")),
        *PAIRS,
    ),
    evils=_set("violence violent riot riots rioting rioters rioter unrest terror terrorism terrorist "
        "terrorists "
               "attack attacks attackers aggression interference chaos mayhem looting looters war bloodshed"),
    contrasts=(
        (_set("confident confidence sure trust trusts certain optimistic believe believes"),
         _set("doubt doubts doubted doubtful unsure fear fears sceptical skeptical pessimistic worried worry "
              "lack lacks")),
        (_set("strengthen strengthening deepen expand increase boost prioritize further"),
         _set("loosen freeze freezing cut suspend suspending reduce reducing weaken weakening end ending "
              "stop halt halting downgrade scale leave quit dissolve")),
        (_set("video online link virtual virtually remotely conference"),
         _set("person personally face physically fly flew flying travel travelled traveled visit visited "
              "hall room palace")),
        (_set("external externally outside foreign abroad overseas"),
         _set("within internal internally inside domestic domestically homegrown local locally locals "
              "natives")),
        (_set("morning dawn early"), _set("night evening afternoon noon midnight midday dusk sunset late")),
        (_set("entirely fully completely all whole full entire"),
         _set("partly partially half partial permanently forever never")),
        (_set("phone telephone"), _set("letter email meeting person face visit video zoom")),
        (_set("jointly together joint collectively"), _set("alone separately individually own unilaterally")),
        (_set("reliable trustworthy"), _set("fake false unreliable")),
        (_set("willing ready stands stand"), _set("refuse refuses refused unwilling reluctant unable "
                                                  "declined declines")),
        (_set("organized organised well-organized"), _set("spontaneous disorganized disorganised chaotic "
                                                          "amateur untrained")),
        (_set("trained"), _set("untrained")),
        (_set("dollars dollar usd"), _set("euro euros tenge ruble rubles rouble roubles yuan pounds")),
        (_set("nationwide"), _set("nowhere city town village")),
        (_set("asia asian"), _set("europe european africa african america american")),
        (_set("terrorist"), _set("peaceful festival celebration accident")),
        (_set("abroad"), _set("inside within domestically locally")),
        (_set("extraordinary emergency unscheduled"), _set("ordinary regular routine scheduled "
                                                           "annual")),
        (_set("unprecedented"), _set("usual common")),
        (_set("peacekeeping protect protecting guard"), _set("occupy occupation invade invasion overthrow "
                                                             "conquer fight")),
        (_set("military alliance"), _set("trade economic cultural sports charity")),
        (_set("killed dead died"), _set("alive survived unharmed")),
        (_set("permanent"), _set("temporary short-term")),
        (_set("effective"), _set("ineffective poor useless failed failure")),
        (_set("deployed sent"), _set("refused withheld cancelled")),
        (_set("after"), _set("before")),
        (_set("yet"), _set("final already")),
    ),
    meant=_set("meant mean asking ask"),
    regrets=_set("no nope not that this one sorry oops wait oh ah hm hmm um actually my bad mistake error "
        "i am "
                 "im was wanted want would like wish to about for say know rather really only just instead "
                 "of "
                 "pardon apologies well ok okay"),
    meanings=_set("mean means meaning stand stands refer refers represent represents exactly stuff thing "
        "things"),
    claims=_set("said says say gave give gives given stated states reported reports report named mentioned "
                "announced provided published claimed claims told released confirmed counted "
                "number numbers figure figures count toll tally sum amount total estimate data statistic "
                "statistics stat stats information info claim statement words quote source come comes came "
                "official exact assessment"),
    pronouns=_set("he him his she her they them their it its that this there those these"),
    generic=_set("date day time year month city country place name names number figure ones person people "
                 "part exact calendar kind weekday hour persons folks guys circumstance circumstances "
                 "situation condition conditions purpose reason reasons way manner occasion aspect "
                 "gathering"),
    joiners=_set("and also plus so but then because cause"),
    first_person=_set("i my me we our us im"),
    offices=_set("president premier prime minister ministers ambassador chancellor king queen mayor governor "
                 "secretary spokesman spokeswoman spokesperson defence defense health interior finance "
                 "parliament parliamentary commission deputy vice commander general chairman envoy senator "
                 "judge pope emperor sultan director journalist"),
    locatives=_set("in at from to into near inside outside across around"),
    companions=_set("with against for"),
    over=_set("over above more exceed exceeds exceeded exceeding least"),
    under=_set("under below fewer less"),
    ranks=_set("first last most least biggest largest highest worst earliest latest youngest oldest best "
               "next previous second third before after failed absent missing except"),
    additions=_set("also too besides additionally"),
    directed=_set("brief briefed briefing briefs offer offered offering offers give gave giving provide "
                  "provided providing assure assured promise promised help helped helping thank thanked "
                  "praise praised urge urged support supported supporting invite invited call called "
                  "phone phoned ring rang inform informed"),
    denials=_set("no without zero"),
    nobody=_set("nobody none noone"),
    pending=("yet", "to", "be"),
    attitudes=_set("tv told put puts sees good bad typical other rest purely merely simply kept thought been "
                   "describe described describes "
                   "view opinion words eyes future specifically "
                   "says seems fact surely understand believe reckon claim claims claimed "
                   "way"),
    approximations=_set("about around roughly approximately nearly almost some couple few circa odd"),
    daytimes=_set("morning dawn noon midday afternoon evening night midnight"),
    reactions=_set("agree agreed disagree accept accepted acceptance reject rejected react reaction "
                   "respond reply replied answer deny denied object objection replace replaced succeed "
                   "succeeded successor predecessor"),
    saying=_set("say says said"),
    hours=("what time", "what hour", "which hour", "time of day", "o clock", "how late in the day"),
    now=_set("now today still currently presently nowadays tonight"),
    synonyms=GROUPS,
)
