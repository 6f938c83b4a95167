# What only the Telegram bot says.

start = Verbatim answers questions about one article in the article’s own words, and says so when the article does not answer.
article = The article: “{ $headline }” ({ $publisher }, { $date }).
ask-away = Write a question, for example:
help = Write a question in your own words. Each answer shows the sentence of the article, who said it, who published it and when. If the article does not say, I say that.
help-commands = /facts lists what can be asked, /timeline the dated facts, /who the people and organisations, /source the article. /language changes the language, /privacy tells what is stored and /forget erases it.
help-group =
    In a group I answer only when asked. These ways always work:
    • /ask and a question
    • /ask as a reply to a message that asks
    • a reply to one of my messages
    A message that mentions @{ $bot } works too where the group lets me see it.
help-guest = I am no member of this chat, and answer here only when mentioned: write @{ $bot } and a question, or @{ $bot } as a reply to a message that asks.
ask-usage = Write the question after /ask, or send /ask as a reply to a message that asks. For example:
no-text = I can read text only. Please write a question about the article.
too-many = That is a lot of questions at once. I will answer again in a minute.
answered-above = Answered a little above.
add-to-group = Add to a group
ask-about-story = Ask about this story
inline-not-said = The article does not say. Ask in a private chat
inline-ask = Write a question, or ask in a private chat

in-context = In context
hide-context = Hide context
context = In the article:
copy-citation = Copy citation
share = Share
feedback-thanks = Thank you.
button-stale = This button no longer works.
button-idle = Nothing to change here.

facts-title = Topics of the article:
all-topics = All topics
timeline-title = Dated facts, as the article has them:
who-title = People and organisations, as the article describes them:
moment = { $date }, { $time }
nothing-there = This article has none.
citable = { $count ->
    [one] { $count } sentence of it can be cited.
   *[other] { $count } sentences of it can be cited.
}

language-name = English
language-auto = Follow each reader’s app
language-ask = Language of the bot. An answer always follows the language of its question.
language-now = Now set: { $language }
language-set = The bot now speaks English here.
language-follows = The bot now follows each reader’s app.
settings-language = /language sets the language of this group.
comments-are-on = Comments under the channel’s posts are on.
comments-are-off = Comments under the channel’s posts are off.
comments-need = When they are on, I comment under each post in this discussion group with questions that the article answers. To see the posts I must be an admin here, or privacy mode must be off in @BotFather.
comments-on = Turn comments on
comments-off = Turn comments off
admins-only = Only admins of this group can change that.

privacy =
    What is stored when you ask: what was decided, which facts were cited or came close, when, in which language, the numbers of the two messages, and a fingerprint of the question. You are stored as a code made from your Telegram id with a secret key, and so is a private chat. Groups are stored by their id, with their settings.
    Your 👍 or 👎 is stored with the fact.
    Your questions of one minute are counted under your code; /forget leaves this number, and it is erased within a day.
privacy-text-off = The text of your question is not stored.
privacy-text-unanswered = The text of your question is stored only if the article gave no answer.
privacy-text-all = The text of your question is stored too.
privacy-announcements = So that corrections can be announced to you, the id of this private chat is stored too, encrypted.
privacy-days =
    Questions, answers and feedback are erased after { $days ->
        [one] { $days } day
       *[other] { $days } days
    }. /forget erases what is stored about you at once.
privacy-kept = /forget erases what is stored about you at once.
forgotten = { $count ->
    [0] Nothing was stored about you.
    [one] Erased: { $count } entry about you.
   *[other] Erased: { $count } entries about you.
}
forget-anonymous = What is asked as an anonymous admin is stored without a person. It cannot be told apart, so nothing was erased.
forget-failed = This could not be erased just now. Please try again later.

bot-name = Verbatim
bot-short-description = Answers questions about one article with the cited sentence.
bot-description = Ask about the article: the answer is the article’s own sentence, with who said it, who published it and when. If the article does not say, the bot says that.
command-ask = Ask a question
command-facts = What can be asked
command-timeline = Dated facts in order
command-who = People and organisations
command-source = The article
command-language = Language of the bot
command-privacy = What is stored
command-forget = Erase what is stored about me
command-help = How to ask
command-settings = Settings of this group

# For the people who run the bot.
alarm = An error of a new kind: { $kind }. The log says more; this kind is not reported again within an hour.
stats-questions = Questions today (UTC) / in 7 days: { $today } / { $week }
stats-no-database = The database does not answer. Questions since this process started:
stats-answered = answered
stats-ambiguous = offered to choose from
stats-not-in-article = not in the article
stats-not-understood = not understood
stats-small-talk = small talk
stats-cited = Cited most in 7 days: { $facts }
stats-missed = Unanswered in 7 days, by the nearest fact: { $facts }
stats-feedback = Feedback in 7 days: 👍 { $good }, 👎 { $bad }
stats-dead-letters = Updates given up today / in 7 days: { $today } / { $week }
stats-uptime = This process has run for { $hours } h { $minutes } min.
stats-retries = Calls made once more: { $retries }; messages that may have arrived twice: { $doubtful }
stats-database-errors = Failures of the database: { $count }
stats-pack = Pack: { $pack }, version { $version }
