# What is said about an answer or a refusal, in Telegram and in the terminal.
# The bot asserts nothing of its own: these sentences speak only of the article.

correction = The article says { $stated }, not { $asked }.
as-of = The article speaks as of { $date }.
translation = Translation, not the article’s own words:
parts-not-said = The article does not say: { $parts }

parts = { $before }; { $after }
published = { $publisher }, { $date }

# Days.
date = { $month } { $day }, { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

silence = The article ({ $publisher }, { $date }) does not state { $about }.
not-said = The article ({ $publisher }, { $date }) does not say.
off-topic = The article is not about that. Its subject: { $title }
swapped = The article ({ $publisher }, { $date }) does not say this; it says something similar of somebody or something else.
nearest = The nearest question it answers:
did-you-mean = Did you mean:
not-understood = I could not find a question in that. Please put it in other words, for example:
empty = Please write a question, for example:

greeting = Hello. Ask me about the article, for example:
thanks = You are welcome.
remark = I only quote one article. Ask me something about it.
about-bot = I am a program. I answer questions about one article by quoting it, and say so when the article does not answer.
distress = I am sorry. I can only quote one article of { $date }; please ask the emergency services where you are.
