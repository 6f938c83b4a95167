"""Chinese, simplified; single characters are the tokens."""

from types import MappingProxyType

from knowledge.languages import Language

# fmt: off
LANGUAGE = Language(
    code="zh",
    fillers=frozenset(
        "的了吗呢吧啊呀嘛么是在有和与对被把给就也都还这那他她它们我你您个名些什谁哪里几多"
        "少何怎样为到从于以其说请问个之所而及或"
    ),
    politeness=("请问一下", "请问", "你好", "您好", "麻烦问下", "麻烦", "谢谢", "多谢", "兄弟", "大家好",
                "大哥", "老铁", "问一下", "想问一下", "我想知道", "想知道", "帮我查一下",
                "我需要", "请告诉我", "告诉我", "我想问", "想请问", "帮忙看看",
                "文章里", "文章中", "文中", "报道中", "根据文章", "根据报道"),
    question_words=MappingProxyType({
        "多少": "how-many", "几个": "how-many", "人数": "how-many", "数量": "how-many", "几人": "how-many",
        "多少钱": "how-much", "多久": "how-long", "多长时间": "how-long", "谁": "who", "什么人": "who",
        "哪位": "who", "什么时候": "when", "何时": "when", "哪天": "when", "几号": "when", "几月": "when",
        "哪一天": "when", "哪年": "when", "哪里": "where", "哪儿": "where", "在哪": "where", "何处": "where",
        "哪个国家": "where", "哪个城市": "where", "哪国": "where", "为什么": "why", "为何": "why",
        "为啥": "why", "干什么": "why", "干嘛": "why", "怎么": "how", "如何": "how", "什么": "what",
        "啥": "what", "哪些": "what", "哪个": "what", "哪种": "sort", "什么类型": "sort", "哪类": "sort",
    }),
    amounts=frozenset({"人数", "数量"}),
    weekdays=MappingProxyType({}),
    negations=frozenset("不没无未别"),
    opposites=(
        (frozenset({"支持", "声援", "团结", "援助", "赞扬", "称赞"}),
         frozenset({"谴责", "反对", "中立", "批评", "拒绝", "威胁", "不支持"})),
    ),
    evils=frozenset({"暴力", "骚乱", "暴乱", "动乱", "恐怖", "干涉", "武装分子"}),
    contrasts=(
        (frozenset({"相信", "信心"}), frozenset({"怀疑", "担心", "没信心"})),
        (frozenset({"加强", "深化", "扩大"}), frozenset({"冻结", "减少", "中断", "暂停", "削弱"})),
        (frozenset({"视频", "线上"}), frozenset({"面对面", "线下", "当面", "亲自"})),
        (frozenset({"外部", "境外", "国外", "外国"}), frozenset({"国内", "内部", "境内", "本地"})),
        (frozenset({"全部", "完全"}), frozenset({"部分", "永久", "永远"})),
        (frozenset({"清晨", "凌晨", "早上", "早晨"}), frozenset({"晚上", "夜里", "下午", "傍晚", "中午"})),
        (frozenset({"电话", "通话"}), frozenset({"写信", "会面", "见面", "当面"})),
        (frozenset({"共同", "联合", "一起"}), frozenset({"单独", "各自"})),
        (frozenset({"有组织", "精心组织"}), frozenset({"自发", "偶然"})),
        (frozenset({"恐怖"}), frozenset({"和平示威", "和平抗议", "和平集会"})),
        (frozenset({"特别", "紧急"}), frozenset({"例行", "定期", "常规", "普通"})),
        (frozenset({"美元"}), frozenset({"欧元", "坚戈", "卢布", "人民币"})),
        (frozenset({"有效", "高效"}), frozenset({"无效", "不力", "失败"})),
    ),
    meant=frozenset("说问指"),
    regrets=frozenset("不是我对错了抱歉起的意思想要其实而啊哦嗯呃，"),
    meanings=frozenset("指代表意思是什么"),
    claims=frozenset("说给出公布报告宣布提供透露发数字据个统计法话消息估算金额来自源"),
    pronouns=frozenset({"他", "她", "它", "他们", "她们", "它们", "这", "那", "那里", "这个", "那个"}),
    joiners=frozenset({"和", "还有", "另外", "以及"}),
    offices=frozenset({"总统", "总理", "部长", "大使", "国王", "市长", "国防", "卫生", "财政"}),
    attitudes=frozenset("真假听称吧只是说不确实竟样"),
    over=frozenset("超逾"),
    under=frozenset("少"),
    ranks=frozenset({"第一", "最", "最后", "首个"}),
    approximations=frozenset("约概左右来余近差多"),
    daytimes=frozenset({"早上", "凌晨", "清晨", "上午", "中午", "下午", "晚上", "夜里"}),
    reactions=frozenset({"接替", "继任", "取代",
                         "同意", "赞同", "答应", "回应", "答复", "回答", "反应", "拒绝", "接受"}),
    saying=frozenset("说"),
    syllables=frozenset(
        "阿埃艾奥巴班贝彼伯布查达戴丹德登迪蒂丁杜顿厄尔恩法凡菲费芬弗夫福甘冈戈格葛根古圭哈汉赫亨霍基吉加贾"
        "简杰捷卡坎康柯科克肯孔库奎拉莱兰朗劳勒雷黎莉列林卢鲁吕伦罗洛麦曼芒梅蒙姆莫默穆纳娜尼涅纽努诺欧帕潘庞佩"
        "珀蒲普契恰乔切琴丘若撒萨塞瑟莎舍圣施什斯丝索塔泰坦汤唐特滕廷托瓦韦维温沃乌伍锡辛雅亚扬耶叶伊尤约扎泽"
        "詹兹茨佐"
    ),
    hours=("几点", "几时", "什么时辰"),
    now=frozenset({"现在", "今天", "目前", "如今"}),
)
