# 只有 Telegram 机器人才会说的句子。

start = Verbatim 用文章的原话回答有关一篇文章的问题；文章没有答案时，会照实说明。
article = 文章：《{ $headline }》（{ $publisher }，{ $date }）。
ask-away = 请写下问题，例如：
help = 请用自己的话写下问题，或发送 /ask 加上问题。每个回答都会给出文章中的句子、是谁说的、由谁在何时发布。文章没有说的，我会照实说明。
ask-usage = 请在命令后面写下问题：/ask { $example }
no-text = 我只能读文字。请写下有关这篇文章的问题。
button-stale = 此按钮已失效。
