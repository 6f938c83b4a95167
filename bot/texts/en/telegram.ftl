# What only the Telegram bot says.

start = Verbatim answers questions about one article in the article’s own words, and says so when the article does not answer.
article = The article: “{ $headline }” ({ $publisher }, { $date }).
ask-away = Write a question, for example:
help = Write a question in your own words, or send /ask and the question. Each answer shows the sentence of the article, who said it, who published it and when. If the article does not say, I say that.
ask-usage = Write the question after the command: /ask { $example }
no-text = I can read text only. Please write a question about the article.
button-stale = This button no longer works.
