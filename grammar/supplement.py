"""Supplements: what a message adds to its question in a further sentence, or puts right (`revenue, i mean`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from grammar.clause import Clause, tells_channel
from grammar.lexer import Token
from grammar.lexicon import Meaning

_STATES = frozenset(
    "positive negative more less more_than less_than as_much_as same highest lowest growth decline not if be have say".split()
)
_ASKING = frozenset("how_much what which why how how_many_times what_share".split())
_BLOCKS = Meaning(may_block=True)


def supplemented(sentences: Sequence[Clause], asks: Callable[[Clause], bool]) -> list[Clause]:
    """Put what belongs to one question into one clause.

    A condition that ends in a full stop belongs to what is asked behind it; a correction takes the place of what it
    corrects; a fragment fills what the question before it leaves open.
    """
    found: list[Clause] = []
    for sentence in sentences:
        main, fragment = _parted(sentence)
        if main is not None:
            found.append(main)
        if fragment is None:
            continue
        last = found[-1] if found else None
        corrects = "meant" in sentence.marks and main is not fragment
        if last is None or not last.has_slot:
            found.append(fragment)
        elif _supposes(last) and not corrects and fragment.has_slot:
            found[-1] = Clause((*_without_stop(last.tokens), *fragment.tokens), last.facts)
        elif corrects and _says_anything(fragment) and (asks(last) or _looks_up(last)):
            found[-1] = _corrected(last, fragment)
        elif _completes(fragment, last, asks):
            found[-1] = Clause(tuple(_filled(last.tokens, fragment)), last.facts)
        else:
            found.append(fragment)
    return found


def _parted(sentence: Clause) -> tuple[Clause | None, Clause | None]:
    """Part a sentence before what it corrects: the question, and the correction; either may be missing."""
    place = sentence.find("meant") if "meant" in sentence.marks else None
    if place is None:
        return None, sentence
    opens = next((i for i in range(place - 1, -1, -1) if sentence.tokens[i].kind == "break"), -1)
    if not sentence.part(max(opens, 0), place).has_slot or (opens < 0 and sentence.part(place + 1).has_slot):
        opens = place - 1
    before = sentence.part(0, opens + 1)
    return (before if before.has_slot else None), sentence.part(opens + 1)


def _supposes(clause: Clause) -> bool:
    """Tell whether a sentence assumes something and asks nothing."""
    if clause.marks & (_ASKING | {"question"}):
        return False
    if "grants" in clause.marks and clause.tokens[0].has("grants") and clause.is_blocked:
        return True  # give Japan Tesla's assets: whose they are was not read, and is not forgotten
    if "if" not in clause.marks:
        return False
    if clause.tokens[0].has("if") and any(token.ids("measure") for token in clause.slots):
        return True
    return bool(clause.quantities) or len({token.ids("entity") for token in clause.slots} - {()}) > 1


def _looks_up(clause: Clause) -> bool:
    return not clause.quantities and not clause.marks & _STATES


def _says_anything(fragment: Clause) -> bool:
    """Tell whether a correction names something, read or not; amounts are claimed or looked for, and correct nothing."""
    return not fragment.quantities and any(token.is_slot or token.meaning.may_block for token in fragment.tokens)


def _without_stop(tokens: Sequence[Token]) -> list[Token]:
    return [token._replace(kind="break", text=",") if token.kind == "stop" else token for token in tokens]


def _corrected(question: Clause, fragment: Clause) -> Clause:
    """Put what a correction names in the place of what it corrects; where that is not plain, the correction blocks."""
    tokens = list(question.tokens)
    rest: list[Token] = []
    for token in fragment.tokens:
        kind = _kind_of(token)
        places = [i for i, one in enumerate(tokens) if kind is not None and _kind_of(one) == kind]
        if len(places) == 1:
            tokens[places[0]] = token
        elif places:
            rest.append(token._replace(kind="unread", meaning=_BLOCKS, period=None))
        elif token.kind not in ("stop", "break") and not token.has("meant"):
            rest.append(token)
    return Clause((*tokens, *rest), question.facts)


def _completes(fragment: Clause, question: Clause, asks: Callable[[Clause], bool]) -> bool:
    """Tell whether a fragment names nothing but what a question leaves open."""
    if not fragment.has_slot or fragment.quantities or fragment.marks & _STATES or asks(fragment) or not asks(question):
        return False
    if question.quantities or fragment.is_blocked or "yes_no" in question.marks:
        return False
    taken = {_kind_of(token) for token in question.tokens if not (token.meaning.is_verb or question.is_bottom(token))}
    named = [_kind_of(token) for token in fragment.slots]
    return "measure" in named and len(set(named)) == len(named) and not taken & set(named)


def _filled(tokens: Sequence[Token], fragment: Clause) -> list[Token]:
    """What a question's verb may stand for is said by the fragment."""
    return [*(token for token in tokens if not token.meaning.is_verb), *fragment.tokens]


def _kind_of(token: Token) -> str | None:
    """Which slot of a figure a token fills."""
    if token.period is not None:
        return "period"
    if token.ids("entity") or token.ids("group"):
        return "entity"
    if token.ids("measure") or token.meaning.is_verb:
        return "measure"
    if token.ids("speaker") or tells_channel(token):
        return "origin"
    return None
