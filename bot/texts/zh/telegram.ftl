# 只有 Telegram 机器人才会说的句子。

start = Verbatim 只用一篇文章的原话回答有关它的问题；文章没有答案时，会照实说明。
article = 文章：《{ $headline }》（{ $publisher }，{ $date }）。
ask-away = 请写下问题，例如：
help = 请用自己的话写下问题。每个回答都会给出文章中的句子、是谁说的、由谁在何时发布。文章没有说的，我会照实说明。
help-commands = /facts 列出可以问的内容，/timeline 列出有日期的事实，/who 列出人物和组织，/source 是文章本身。/language 更换语言，/privacy 说明保存了什么，/forget 将其删除。
help-group =
    在群组里，只有问到我时我才回答。以下方式始终有效：
    • /ask 加上问题
    • 用 /ask 回复一条提问的消息
    • 回复我的消息
    如果群组允许我看到，提及 @{ $bot } 也可以。
help-guest = 我不在这个聊天中，只有被提及时才在这里回答：请写 @{ $bot } 加问题，或用 @{ $bot } 回复一条提问的消息。
ask-usage = 请在 /ask 后面写下问题，或用 /ask 回复一条提问的消息。例如：
no-text = 我只能读文字。请写下有关这篇文章的问题。
too-many = 提问过于频繁。一分钟后我会继续回答。
answered-above = 上面刚回答过。
add-to-group = 添加到群组
ask-about-story = 关于这篇报道，可以问
inline-not-said = 文章没有说。到私聊中提问
inline-ask = 写下问题，或到私聊中提问

in-context = 查看上下文
hide-context = 收起上下文
context = 文章中：
copy-citation = 复制引文
share = 分享
feedback-thanks = 谢谢。
button-stale = 此按钮已失效。
button-idle = 这里没有可更改的内容。

facts-title = 文章的主题：
all-topics = 所有主题
timeline-title = 文章中有日期的事实：
who-title = 人物和组织，按文章的说法：
moment = { $date } { $time }
nothing-there = 这篇文章里没有。
citable = { $count ->
   *[other] 其中 { $count } 个句子可供引用。
}

language-name = 中文
language-auto = 跟随读者的应用
language-ask = 机器人的语言。回答始终使用提问的语言。
language-now = 当前设置：{ $language }
language-set = 机器人现在在这里使用中文。
language-follows = 机器人现在跟随读者应用的语言。
settings-language = /language 设置本群组的语言。
comments-are-on = 频道帖子下的评论已开启。
comments-are-off = 频道帖子下的评论已关闭。
comments-need = 开启后，我会在本讨论群的每个帖子下列出文章能够回答的问题。要看到帖子，我必须是这里的管理员，或者在 @BotFather 中关闭隐私模式。
comments-on = 开启评论
comments-off = 关闭评论
admins-only = 只有本群组的管理员才能更改。

privacy =
    您提问时保存的内容：作出的判断、引用的或相近的事实、时间、语言、两条消息的编号，以及问题的指纹。系统不保存您的 Telegram ID，只保存由它和密钥生成的代码；私聊也是如此。群组按其 ID 保存，并附其设置。
    您的 👍 或 👎 与事实一起保存。
    您一分钟内的提问次数按该代码计数；/forget 不会删除这个数字，它会在一天内删除。
privacy-text-off = 不保存问题原文。
privacy-text-unanswered = 只有文章没有给出答案时，才保存问题原文。
privacy-text-all = 也保存问题原文。
privacy-announcements = 为了向您通知更正，私聊的 ID 也会加密保存。
privacy-days =
    问题、回答和评价会在 { $days ->
       *[other] { $days } 天
    }后删除。/forget 会立即删除有关您的内容。
privacy-kept = /forget 会立即删除有关您的内容。
forgotten = { $count ->
    [0] 没有保存有关您的内容。
   *[other] 已删除有关您的 { $count } 条记录。
}
forget-anonymous = 以匿名管理员身份提出的问题，保存时不带个人信息，无法区分，因此没有删除任何内容。
forget-failed = 现在无法删除。请稍后再试。

bot-name = Verbatim
bot-short-description = 用引文回答有关一篇文章的问题。
bot-description = 请就文章提问：回答是文章的原句，并注明是谁说的、由谁在何时发布。文章没有说的，机器人会照实说明。
command-ask = 提问
command-facts = 可以问什么
command-timeline = 按日期排列的事实
command-who = 人物和组织
command-source = 文章本身
command-language = 机器人的语言
command-privacy = 保存了什么
command-forget = 删除有关我的内容
command-help = 如何提问
command-settings = 本群组的设置

# 给运行机器人的人。
alarm = 出现新的错误类型：{ $kind }。详情见日志；一小时内不再报告同类错误。
stats-questions = 今日（UTC）/ 7 天内的提问：{ $today } / { $week }
stats-no-database = 数据库没有响应。本进程启动以来的提问：
stats-answered = 已回答
stats-ambiguous = 请读者选择
stats-not-in-article = 文章未提及
stats-not-understood = 未能理解
stats-small-talk = 闲聊
stats-cited = 7 天内引用最多：{ $facts }
stats-missed = 7 天内未能回答，按最接近的事实：{ $facts }
stats-feedback = 7 天内的评价：👍 { $good }，👎 { $bad }
stats-dead-letters = 今日 / 7 天内放弃的更新：{ $today } / { $week }
stats-uptime = 本进程已运行 { $hours } 小时 { $minutes } 分钟。
stats-retries = 重试的调用：{ $retries }；可能送达两次的消息：{ $doubtful }
stats-database-errors = 数据库故障：{ $count }
stats-pack = 资料包：{ $pack }，版本 { $version }
