# 关于回答或拒答的句子，用于 Telegram 和终端。
# 机器人自己不作任何断言：这些句子只谈文章本身。

correction = 文章说的是“{ $stated }”，而不是“{ $asked }”。
as-of = 文章内容截至{ $date }。
translation = 译文，并非文章原话：
parts-not-said = 文章没有提到：{ $parts }

parts = { $before }；{ $after }
published = { $publisher }，{ $date }

# 日期。
date = { $year }年{ $month }{ $day }日
month-1 = 1月
month-2 = 2月
month-3 = 3月
month-4 = 4月
month-5 = 5月
month-6 = 6月
month-7 = 7月
month-8 = 8月
month-9 = 9月
month-10 = 10月
month-11 = 11月
month-12 = 12月

silence = 文章（{ $publisher }，{ $date }）没有说明{ $about }。
not-said = 文章（{ $publisher }，{ $date }）没有提到这一点。
off-topic = 文章谈的不是这个。文章主题：{ $title }
swapped = 文章（{ $publisher }，{ $date }）没有这样说；类似的内容说的是别的人或别的事。
nearest = 文章能回答的最接近的问题：
did-you-mean = 您是不是想问：
not-understood = 没能从中看出问题。请换一种说法，例如：
empty = 请写下一个问题，例如：

greeting = 您好。可以问我有关这篇文章的问题，例如：
thanks = 不客气。
remark = 我只引用一篇文章。请就这篇文章提问。
about-bot = 我是一个程序。我引用一篇文章的原话来回答问题；文章没有答案时，我会照实说明。
distress = 很抱歉听到这些。我只能引用一篇{ $date }的文章；请联系当地的紧急服务机构。
