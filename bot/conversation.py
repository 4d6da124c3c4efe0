"""The line: text and context in, reply out. Every surface calls this one function; no Telegram in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.reckoning_text import with_reckonings
from bot.render import render, render_chatter, render_suggestions
from bot.reply import Reply
from grammar import read
from grammar.equation import equations
from grammar.formula import FormulaError, question
from grammar.text import script_of
from grammar.utterance import Chatter, Claims, Context, Question, Questions, Unread
from knowledge import Knowledge
from knowledge.reckoning import reckon
from knowledge.result import Coordinates, Gap

LOCALES = ("en", "zh-Hant", "zh-Hans")


def reply(text: str, knowledge: Knowledge, context: Context) -> Reply:
    """Answer the questions of a text, or review its claims; what its own figures come to is told beside that.

    Args:
        text: As it was sent.
        knowledge: What is known.
        context: Today, the user's locale (the text's own script comes first) and the question before.
    """
    canonical = _canonical(text)
    found = reckon(equations(text, context.today))
    return with_reckonings(_reply(text, knowledge, context, canonical), found, text, knowledge.catalogue)


def _reply(text: str, knowledge: Knowledge, context: Context, canonical: Questions | None) -> Reply:
    locale = context.locale if canonical and context.locale in LOCALES else locale_of(text, context.locale)
    catalogue = knowledge.catalogue
    match canonical or read(text, knowledge.lexicon, context):
        case Questions(questions):
            replies = [render(knowledge.answer(one), locale, catalogue, repairs=one.repairs) for one in questions[:5]]
            return replies[0] if len(replies) == 1 else joined(replies)
        case Claims(claims) as found:
            return render(knowledge.review(found), locale, catalogue, repairs=claims[0].repairs)
        case Chatter():
            return render_chatter(locale, catalogue)
        case Unread(words, _, kind):
            gap = Gap("unknown_entity" if kind == "entity" else "nothing_read", words, Coordinates())
            return render(gap, locale, catalogue)


def joined(replies: Sequence[Reply]) -> Reply:
    """Put the replies to several questions of one message into one."""
    first = replies[0]
    data = dict(first.data)
    for name in ("figures", "facts", "suggestions", "sources"):
        items = [item for one in replies for item in dict(one.data).get(name) or []]
        data[name] = [item for place, item in enumerate(items) if item not in items[:place]]
    return replace(
        first,
        short="\n\n".join(one.short for one in replies),
        details="\n".join(one.details for one in replies if one.details),
        derivation="\n".join(one.derivation for one in replies if one.derivation),
        sources="\n".join(dict.fromkeys(line for one in replies for line in one.sources.splitlines())),
        suggestions=tuple(dict.fromkeys(suggestion for one in replies for suggestion in one.suggestions)),
        data=tuple(data.items()),
    )


def suggest(text: str, knowledge: Knowledge, context: Context) -> Reply:
    """Suggest what a half-typed text can become."""
    locale = locale_of(text, context.locale)
    return render_suggestions(knowledge.suggest(text, context.today), locale, knowledge.catalogue)


def _canonical(text: str) -> Questions | None:
    """Read the canonical form of a question, as buttons carry it; None where a text is none."""
    if "." not in text and text.split(" ", 1)[0] not in _CANONICAL:
        return None
    try:
        return Questions((Question(question(text.strip())),))
    except FormulaError:
        return None


_CANONICAL = frozenset("identify dispute value compare rank test define why how holdings solve".split())


def locale_of(text: str, setting: str) -> str:
    """Return the language to reply in: the message's own, and the user's where the message does not tell."""
    script = script_of(text)
    if script in LOCALES:
        return script
    if script == "zh":  # Chinese that both scripts write alike
        return setting if setting.startswith("zh") else "zh-Hant"
    return setting if setting in LOCALES else "en"
