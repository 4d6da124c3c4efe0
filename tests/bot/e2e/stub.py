"""A line that answers by keywords, so that these tests are about Telegram and nothing else."""

from bot.reply import Reply, Suggestion

LONG_SOURCE = "[1] The Information, 2025-10-01.\n" + "“quoted words 😀” " * 600

SAID = {
    "en": {
        "answer": "OpenAI · revenue · H1 2025\n$2.27 bn implied · $4.3 bn reported",
        "details": "The 20 % is a premise.",
        "review": "❌ Off by a factor of ten: the ledger has $5.02 bn.",
        "gap": "❔ The ledgers hold no figure for that.",
        "choice": "Which one?",
        "chatter": "Ask for a figure, for example OpenAI 2025 H1 revenue.",
    },
    "zh-Hant": {
        "answer": "OpenAI · 營收 · 2025 年上半年\n22.7 億美元（反推）｜43 億美元（報導）",
        "details": "20% 是推算前提。",
        "review": "❌ 差了十倍：帳本是 50.2 億美元。",
        "gap": "❔ 帳本沒有這個數字。",
        "choice": "指的是哪一個？",
        "chatter": "可以問一個數字。",
    },
    "zh-Hans": {
        "answer": "OpenAI · 营收 · 2025 年上半年\n22.7 亿美元（反推）｜43 亿美元（报道）",
        "details": "20% 是推算前提。",
        "review": "❌ 差了十倍：账本是 50.2 亿美元。",
        "gap": "❔ 账本没有这个数字。",
        "choice": "指的是哪一个？",
        "chatter": "可以问一个数字。",
    },
}
TRADITIONAL, SIMPLIFIED = set("營負債嗎億燒謝國誤"), set("营负债吗亿烧谢国误")
DERIVATION = "2.27 = 0.454 ÷ 20%\n  <b>not markup</b> & co [1]"
SOURCES = "[1] The Information: “$4.3 billion”"
NEXT = (
    Suggestion("OpenAI inference spend 2025 H1", "openai.inference_spend@2025-S1"),
    Suggestion(
        "Microsoft share", "ratio(microsoft.revenue_share_received@2025-S1, openai.revenue@2025-S1, exactly so)"
    ),
)
WORDS = {
    "502": "review",
    "revenue": "answer",
    "營收": "answer",
    "营收": "answer",
    "inference_spend": "answer",
    "owe": "choice",
    "欠": "choice",
    "training": "gap",
}


class Stub:
    """The responder; `asked` has what it was asked."""

    def __init__(self):
        self.asked = []
        self.offered = NEXT

    def __call__(self, text, language, mode, antecedent=""):  # noqa: ARG002 - a stub follows nothing up
        self.asked.append((text, language, mode))
        locale = _locale(text) or language
        said = SAID[locale]
        if "boom" in text:
            raise ZeroDivisionError(text)
        if mode in {"start", "help"}:
            return Reply("help", locale, "", suggestions=NEXT)
        if mode == "coverage":
            return Reply("suggestions", locale, "Held: 3", "OpenAI: revenue", suggestions=NEXT)
        if mode == "sources":
            listed = tuple(Suggestion(f"[{number}] Paper {number}", f"paper_{number}") for number in range(1, 9))
            return (
                Reply("note", locale, "", sources=SOURCES) if text else Reply("note", locale, "8", suggestions=listed)
            )
        if mode == "inline-prefix":
            return Reply("suggestions", locale, "", suggestions=self.offered)
        if text == "!!":
            return Reply("gap", locale, "❔ Nothing was read.\nHeld: OpenAI.", data=(("gap", "nothing_read"),))
        if "endless" in text:
            return Reply("answer", locale, said["answer"], derivation=DERIVATION, sources=LONG_SOURCE)
        kind = next((kind for word, kind in WORDS.items() if word in text.lower()), "chatter")
        if kind == "review":
            quote = "502 億美元" if "502 億美元" in text else "502"
            return Reply(kind, locale, said[kind], said["details"], DERIVATION, SOURCES, quote)
        if kind == "answer":
            return Reply(
                kind, locale, said[kind], said["details"], DERIVATION, SOURCES, suggestions=NEXT, question=text
            )
        if kind == "choice":
            options = (Suggestion("252 %", "japan.revenue@2024"), Suggestion("119 %", "japan.training@2024"))
            return Reply(kind, locale, said[kind], suggestions=options, question=text)
        return Reply(kind, locale, said[kind])


def _locale(text):
    if set(text) & SIMPLIFIED:
        return "zh-Hans"
    if set(text) & TRADITIONAL:
        return "zh-Hant"
    return "en" if set(text) & set("aeiou") and "@" not in text else None  # canonical questions are in no language
