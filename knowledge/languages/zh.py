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
                "文章里", "文章中", "文中", "报道中", "根据文章", "根据报道"),
    question_words=MappingProxyType({
        "多少": "how-many", "几个": "how-many", "人数": "how-many", "数量": "how-many", "几人": "how-many",
        "多少钱": "how-much", "多久": "how-long", "多长时间": "how-long", "谁": "who", "什么人": "who",
        "哪位": "who", "什么时候": "when", "何时": "when", "哪天": "when", "几号": "when", "几月": "when",
        "哪一天": "when", "哪年": "when", "哪里": "where", "哪儿": "where", "在哪": "where", "何处": "where",
        "哪个国家": "where", "哪个城市": "where", "哪国": "where", "为什么": "why", "为何": "why",
        "为啥": "why", "干什么": "why", "干嘛": "why", "怎么": "how", "如何": "how", "什么": "what",
        "啥": "what", "哪些": "what", "哪个": "what",
    }),
    weekdays=MappingProxyType({}),
    negations=frozenset("不没无未别"),
    contrasts=(
        (frozenset({"支持", "声援", "团结"}), frozenset({"谴责", "反对", "中立", "批评"})),
        (frozenset({"相信", "信心"}), frozenset({"怀疑", "担心"})),
        (frozenset({"全部", "完全"}), frozenset({"部分", "永久"})),
        (frozenset({"视频"}), frozenset({"面对面", "线下", "当面"})),
    ),
    pronouns=frozenset({"他", "她", "它", "他们", "她们", "它们", "这", "那", "那里", "这个", "那个"}),
    joiners=frozenset({"和", "还有", "另外", "以及"}),
    offices=frozenset({"总统", "总理", "部长", "大使", "国王", "市长", "国防", "卫生", "财政"}),
    ranks=frozenset({"第一", "最", "最后", "首个"}),
    daytimes=frozenset({"早上", "凌晨", "清晨", "上午", "中午", "下午", "晚上", "夜里"}),
    now=frozenset({"现在", "今天", "目前", "如今"}),
)
