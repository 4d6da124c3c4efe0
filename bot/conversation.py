"""The line: text and context in, reply out. Every surface calls this one function; no Telegram in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache

from bot.draft import offering, query
from bot.memory import remembered
from bot.offers import offers
from bot.reckoning_text import with_reckonings
from bot.render import render, render_asking_back, render_chatter, render_suggestions
from bot.reply import CHART, DERIVATION, DETAILS, SOURCES, Reply
from bot.thread import LONGEST, goes_on, speaks_for_itself
from bot.timing import timed
from bot.wording import Wording
from grammar import read
from grammar.equation import equations
from grammar.expression import Figure
from grammar.formula import FormulaError, question, relation
from grammar.period import Period
from grammar.quantity import Quantity
from grammar.repair import guesses
from grammar.text import script_of
from grammar.utterance import (
    Ask,
    Chatter,
    Claim,
    Claims,
    Context,
    Define,
    Explain,
    Identify,
    Look,
    Question,
    Questions,
    Test,
    Unread,
    Utterance,
    Value,
)
from knowledge import Knowledge
from knowledge.reckoning import reckon
from knowledge.result import Answer, Coordinates, Gap

LOCALES = ("en", "zh-Hant", "zh-Hans")

read, equations = timed("read", read), timed("read", equations)
answer, review = timed("derive", Knowledge.answer), timed("derive", Knowledge.review)
suggested = timed("derive", Knowledge.suggest)
render, render_suggestions = timed("render", render), timed("render", render_suggestions)


def reply(text: str, knowledge: Knowledge, context: Context) -> Reply:
    """Answer the questions of a text, or review its claims; what its own figures come to is told beside that.

    Args:
        text: As it was sent.
        knowledge: What is known.
        context: Today, the user's locale (the text's own script comes first) and what was answered before.
    """
    canonical = _canonical(text, knowledge)
    found = reckon(equations(text, context.today))
    told = _with_guesses(_reply(text, knowledge, context, canonical), text, knowledge, context)
    told = with_reckonings(told, found, text, knowledge.catalogue)
    return replace(told, question="") if found else told  # a canonical form has no arithmetic of its own


def _reply(text: str, knowledge: Knowledge, context: Context, canonical: Questions | Claims | None) -> Reply:
    locale = context.locale if canonical and context.locale in LOCALES else locale_of(text, context.locale)
    before = context.antecedent
    alone = canonical or (
        read(text, knowledge.lexicon, replace(context, antecedent=None)) if len(text) > LONGEST else None
    )
    if alone is not None:
        return _told(alone, knowledge, locale, before)
    said = read(text, knowledge.lexicon, context)
    told = _told(said, knowledge, locale, before)
    if before is None or not isinstance(said, Questions) or said.leaning == "leaning" or speaks_for_itself(said):
        return told
    alone = read(text, knowledge.lexicon, replace(context, antecedent=None))
    if repr(alone) == repr(replace(said, leaning="")):
        return told
    otherwise = _told(alone, knowledge, locale, before)
    return told if goes_on(said, told, alone, otherwise, knowledge.catalogue) else otherwise


def _told(said: Utterance, knowledge: Knowledge, locale: str, before: Question | Claim | None) -> Reply:
    """Answer what was said, perhaps after an answer."""
    catalogue = knowledge.catalogue
    match said:
        case Questions(questions):
            replies = [_answered(knowledge, one, locale, before) for one in questions[:5]]
            return replies[0] if len(replies) == 1 else joined(replies)
        case Claims() as found:
            return _reviewed(knowledge, found, locale)
        case Look(kinds) if before is not None:
            return _looked(kinds, before, knowledge, locale)
        case Chatter() | Look():
            return render_chatter(locale, catalogue)
        case Unread(words, _, kind):
            return render(Gap(_UNREAD_AS.get(kind, "nothing_read"), words, Coordinates()), locale, catalogue)


def _looked(kinds: Sequence[str], before: Question | Claim, knowledge: Knowledge, locale: str) -> Reply:
    """Show of the answer before what is asked to be seen; follow-ups still go on from that answer."""
    figure = replace(before.figures[0].as_antecedent, unit=None) if before.figures else Figure()
    other: Ask | None = None
    if "meaning" in kinds and figure.measure:
        other = Define(Figure(measure=figure.measure))
    elif "why" in kinds and (figure.measure or figure.role):
        other = Explain(figure)
    if other is not None:
        return replace(_answered(knowledge, Question(other), locale), topic=written(before))
    again = Claims((before,)) if isinstance(before, Claim) else before
    found = _reviewed(knowledge, again, locale) if isinstance(again, Claims) else _answered(knowledge, again, locale)
    shown = {name for name in (DERIVATION, SOURCES, CHART, DETAILS) if name in kinds}
    if DERIVATION in shown and not found.derivation:  # not derived: all there is to say is who says it, in which words
        shown |= {SOURCES}
    return replace(found, shown=frozenset(shown or {DETAILS}), topic=written(before))


def _with_guesses(found: Reply, text: str, knowledge: Knowledge, context: Context) -> Reply:
    """Where a word was not read that may be a slip, offer what can be asked with the words that it is near to."""
    if dict(found.data).get("gap") not in _UNREAD or len(text) > _LONGEST_SLIP:
        return found
    context = replace(context, locale=found.locale)
    offered: dict[str, tuple[str, Reply]] = {}
    for guess, words in guesses(text, knowledge.lexicon, context.today):
        meant = _reply(guess, knowledge, context, None)
        if meant.question and meant.kind not in _NOTHING_MEANT and not dict(meant.data).get("gap"):
            offered.setdefault(meant.question, (words, meant))
    return offering(found, offered, Wording(found.locale, knowledge.catalogue)) if offered else found


def _answered(knowledge: Knowledge, question: Question, locale: str, before: Question | Claim | None = None) -> Reply:
    """Answer one question; nobody's words are remembered.

    Args:
        knowledge: What is known.
        question: The question.
        locale: The language of the reply.
        before: What was answered before: follow-ups go on from it where this question names nothing.
    """
    if question.block or question.repairs:
        found = _worked_out(knowledge, question, locale)
    else:
        found = _placed(_recalled_answer(knowledge, question.ask, locale), question.span)
    return found if found.topic or _names_anything(question) else replace(found, topic=written(before))


def _worked_out(knowledge: Knowledge, question_: Question, locale: str) -> Reply:
    """Answer one question, with its canonical form and what can be asked next."""
    outcome, catalogue = answer(knowledge, question_), knowledge.catalogue
    if isinstance(question_.ask, Identify) and question_.ask.figure == Figure() and isinstance(outcome, Gap):
        amounts = question_.ask.quantities
        if not any(amount.unit for amount in amounts):
            return render_asking_back(locale, catalogue, ", ".join(amount.printed or str(amount) for amount in amounts))
    periods = _periods(question_.ask)
    found = render(outcome, locale, catalogue, repairs=question_.repairs, periods=periods)
    canonical = "" if question_.block else canonical_form(question_.ask)
    if canonical:
        again = _question(canonical)
        same = not question_.repairs and (
            _parts(again) == _parts(question_.ask)
            or found.text == render(answer(knowledge, Question(again)), locale, catalogue, periods=_periods(again)).text
        )
        topic = canonical if same or not isinstance(outcome, Answer) else query(outcome.answers[0])
        if not _names_anything(Question(again)):
            figure = outcome.answers[0] if isinstance(outcome, Answer) else None
            topic = query(figure) if figure and figure.of.measure else found.topic
        found = replace(found, question=canonical if same else "", topic=topic)
    suggestions = tuple(one for one in found.suggestions if one.query != canonical)
    return replace(found, suggestions=suggestions, offers=offers(outcome, Wording(locale, catalogue)))


def _reviewed(knowledge: Knowledge, claims: Claims, locale: str) -> Reply:
    """Review claims; of a single one only the words are its author's, and those are not remembered."""
    claim = claims.claims[0]
    if len(claims.claims) > 1 or claim.block or claim.repairs:
        return _judged(knowledge, claims, locale)
    return _placed(_recalled_review(knowledge, replace(claim, span=(0, 0), quote=""), locale), claim.span, claim.quote)


@remembered
def _recalled_answer(knowledge: Knowledge, ask: Ask, locale: str) -> Reply:
    """Answer a question in which every word was read."""
    return _worked_out(knowledge, Question(ask), locale)


@remembered
def _recalled_review(knowledge: Knowledge, claim: Claim, locale: str) -> Reply:
    """Review a claim as read, without the words."""
    return _judged(knowledge, Claims((claim,)), locale)


def _placed(found: Reply, span: tuple[int, int], quote: str = "") -> Reply:
    """Say where in a text stands what is judged, and in which words."""
    data = dict(found.data)
    if not data["reviews"]:
        return found
    data["reviews"] = [one | {"span": list(span), "quote": quote} for one in data["reviews"]]
    return replace(found, quote=quote, data=tuple(data.items()))


def _judged(knowledge: Knowledge, claims: Claims, locale: str) -> Reply:
    """Review claims; a single one has a canonical form, and a figure that follow-ups go on from."""
    reviews, catalogue = review(knowledge, claims), knowledge.catalogue
    claim = claims.claims[0]
    periods = _periods(claim.relation) if len(claims.claims) == 1 else ()
    found = render(reviews, locale, catalogue, repairs=claim.repairs, periods=periods)
    found = replace(found, offers=offers(reviews, Wording(locale, catalogue)))
    if len(claims.claims) > 1 or claim.block:
        return found
    figure = claim.relation.left
    topic = canonical_form(Value(figure)) if isinstance(figure, Figure) and figure.measure else ""
    canonical = canonical_form(Test(claim.relation)).removeprefix("test ")
    if not canonical or claim.channel or claim.speaker or claim.modal or claim.repairs:
        return replace(found, topic=topic)
    again = _relation(canonical)
    same = _parts(again) == _parts(claim.relation) or found.text == (
        render(review(knowledge, Claims((Claim(again, (0, 0), ""),))), locale, catalogue, periods=_periods(again)).text
    )
    question_ = CLAIM + canonical if same else ""
    return replace(found, question=question_, topic=question_ or topic)


def canonical_form(ask: Ask) -> str:
    """Return the canonical form of a question, close set, or nothing where it does not read back."""
    canonical = str(ask)
    for spaced, close in ((", ", ","), ("; ", ";"), (" := ", ":="), (" percent", "%")):
        canonical = canonical.replace(spaced, close)
    try:
        _question(canonical)
    except FormulaError:
        return ""
    return canonical.removeprefix("value ") if _NAMED.search(canonical) else canonical


def _parts(node: object) -> object:
    """Return what a question is made of; of an amount, what it can stand for, not how it was written."""
    if isinstance(node, Quantity):
        return node.interval, node.unit
    if is_dataclass(node):
        return type(node).__name__, *(_parts(getattr(node, part.name)) for part in fields(node))
    return tuple(map(_parts, node)) if isinstance(node, tuple) else node


def _periods(node: object) -> tuple[Period, ...]:
    """Return the periods that a question names; one that was carried over from the question before is not named."""
    if isinstance(node, Period):
        return (node,)
    if isinstance(node, Figure) and "period" in node.soft:
        return ()
    inner = [getattr(node, part.name) for part in fields(node)] if is_dataclass(node) else node
    return tuple(one for part in inner for one in _periods(part)) if isinstance(inner, list | tuple) else ()


def joined(replies: Sequence[Reply]) -> Reply:
    """Put the replies to several questions of one message into one."""
    first = replies[0]
    data = dict(first.data)
    for name in ("figures", "facts", "suggestions", "sources", "reviews"):
        items = [item for one in replies for item in dict(one.data).get(name) or []]
        data[name] = [item for place, item in enumerate(items) if item not in items[:place]]
    said = {dict(one.data).get("holds") for one in replies}
    data["holds"] = next((holds for holds in (False, None, True) if holds in said), None)  # all of it, or not
    return replace(
        first,
        question="",
        topic=replies[-1].topic,
        offers=(),
        outcome=None,
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
    found = suggested(knowledge, text, replace(context, locale=locale))
    return render_suggestions(found, locale, knowledge.catalogue)


def written(before: Question | Claim | None) -> str:
    """Write what was answered before in its canonical form, which `asked_before` reads."""
    if isinstance(before, Claim):
        return CLAIM + canonical_form(Test(before.relation)).removeprefix("test ")
    return canonical_form(before.ask) if before else ""


def _names_anything(question_: Question) -> bool:
    """Tell whether a question says itself of whom or what it asks."""
    return any(
        (figure.entity and "entity" not in figure.soft)
        or ((figure.measure or figure.role) and "measure" not in figure.soft)
        for figure in question_.figures
    )


def asked_before(canonical: str) -> Question | Claim | None:
    """Read the canonical form of what was answered before, which a follow-up goes on from; None where it is none."""
    try:
        if canonical.startswith(CLAIM):
            return Claim(_relation(canonical.removeprefix(CLAIM)), (0, 0), "")
        return Question(_question(canonical)) if canonical else None
    except FormulaError:
        return None


def _canonical(text: str, knowledge: Knowledge) -> Questions | Claims | None:
    """Read the canonical form of a question or claim, as buttons carry it; None where a text is none."""
    if text.startswith(CLAIM):
        try:
            return Claims((Claim(relation(text.removeprefix(CLAIM)), (0, 0), ""),))
        except FormulaError:
            return None
    if text.split(" ", 1)[0] not in _CANONICAL and not _NAMED.search(text):
        return None
    try:
        found = Question(question(text.strip()))
    except FormulaError:
        return None
    known = knowledge.catalogue.measures
    is_ours = _NAMED.search(text) or all(name in known for figure in found.figures for name in figure.measure)
    return Questions((found,)) if is_ours else None  # `how much` asks for nothing that is called so


# Canonical forms hold nobody's words: what they read back to may be remembered.
_question, _relation = lru_cache(4_096)(question), lru_cache(4_096)(relation)
CLAIM = "claim "
_UNREAD = frozenset({"unread_word", "unknown_entity", "unknown_measure", "nothing_read"})
_LONGEST_SLIP = 200  # characters: in a longer text nothing is guessed at
_NOTHING_MEANT = frozenset({"gap", "suggestions"})
_UNREAD_AS = {"entity": "unknown_entity", "before": "nothing_before"}
_NAMED = re.compile(r"(?<![^\s(;,])[a-z_|]+\.[a-z_#]")  # somebody's measure: `openai.revenue`
_CANONICAL = frozenset("identify dispute value compare rank test define why how about holdings solve".split())


def locale_of(text: str, setting: str) -> str:
    """Return the language to reply in: the message's own, and the user's where the message does not tell."""
    script = script_of(text)
    if script in LOCALES:
        return script
    if script == "zh":  # Chinese that both scripts write alike
        return setting if setting.startswith("zh") else "zh-Hant"
    return setting if setting in LOCALES else "en"
