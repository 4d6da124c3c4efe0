"""Sentences: where they end, what of them is only said by the way, and whether they ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from grammar.clause import Clause, is_filled, is_slot
from grammar.condition import implied_by
from grammar.lexer import Token
from grammar.lexicon import Meaning
from grammar.order import first_of_all
from grammar.segment import segments

_STRONG = frozenset({"how_much", "how_long", "why", "how_many_times", "what_share", "which_true", "would_make"})
_LEADING = frozenset({"what", "which", "how", "define", "list", "rank", "yes_no"})
_WEAK = frozenset(
    {"which", "what", "how", "define", "list", "rank", "include", "difference", "highest", "lowest", "best", "worst"}
)
_AUXILIARIES = frozenset("is are was were does do did has have can could".split())
_LONG_SENTENCE = 200  # tokens from which on a break ends it
_ASKING = ("if", "why", "how_much", "which", "more", "less", "highest", "lowest", "best", "worst", "rank", "versus")
_OF_SEVERAL = frozenset({"which", "highest", "lowest", "best", "worst", "rank", "compare", "list"})
_BEHIND_NUMBERS = frozenset("/)）]、.")
_FEWEST = 3
_LAST = frozenset({"没", "没有"})
_ASKS = Meaning.of((), {"yes_no", "noise"})
_PREFACE_ENDS = frozenset(",，:、")


def sentences_of(found: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """Return the sentences of a text, without what is said by the way before them."""
    stops = [index + 1 for index, token in enumerate(found) if token.kind == "stop"]
    for begin, end in pairwise((0, *stops, len(found))):
        for sentence in _of_some_length(found[begin:end]):
            for place in [place for place, token in enumerate(sentence) if "if" in token.meaning.classes]:
                sentence[place] = _stating(sentence[place], sentence[:place])
            yield tuple(_without_preface(_asking_at_end(_without_number(sentence))))


def _of_some_length(toks: Sequence[Token]) -> Iterator[list[Token]]:
    """Cut what nobody writes at a break, and without one, so that it shall not take long."""
    begin = 0
    for index, token in enumerate(toks) if len(toks) >= _LONG_SENTENCE else ():
        size = index + 1 - begin
        if size >= _LONG_SENTENCE and (token.kind == "break" or size >= 2 * _LONG_SENTENCE):
            yield list(toks[begin : index + 1])
            begin = index + 1
    if begin < len(toks):
        yield list(toks[begin:])


def _without_number(toks: list[Token]) -> list[Token]:
    """Leave out the number that a point of a list or a thread begins with: `2/ …`, `(3) …`, `4、…`."""
    first = 1 if len(toks) > _FEWEST and toks[0].text in "(（[" else 0
    if len(toks) <= first + 2:
        return toks
    number, sign, then = toks[first : first + 3]
    amount = number.quantity
    if amount is None or not number.text.isdigit() or len(number.text) > 2 or sign.start != number.end:
        return toks
    if sign.text not in _BEHIND_NUMBERS or then.quantity is not None or (sign.text == "/" and then.start == sign.end):
        return toks
    return toks[first + 2 :]


def _asking_at_end(toks: list[Token]) -> list[Token]:
    """Read a `not` at the very end as a question: `超過3%了沒`."""
    last = next((i for i in range(len(toks) - 1, -1, -1) if toks[i].kind not in ("stop", "break", "skip")), 0)
    if last and toks[last].text in _LAST and toks[last].has("not") and toks[last - 1].text == "了":
        toks[last] = toks[last]._replace(meaning=_ASKS)
    return toks


def _stating(token: Token, before: Sequence[Token]) -> Token:
    """`had` and `say` open a condition only at its head: behind somebody's name they state (`the US had …`)."""
    if not token.has("have", "say"):
        return token
    last = next((one for one in reversed(before) if not one.meaning.is_noise), None)
    heads = last is None or last.kind in ("break", "stop") or not is_slot(last)
    if heads:
        return token
    meaning = token.meaning
    return token._replace(meaning=Meaning.of(meaning.symbols, meaning.classes - {"if"}))


def _without_preface(toks: Sequence[Token]) -> Sequence[Token]:
    """Leave out what is said before a comma or colon and names nothing: `dumb question, but …`, `先說我不是專家，…`.

    A lone unknown word may be whom it is about (`Anthropic: revenue 2024`): it stays.
    """
    last = next((index for index in range(len(toks) - 1, -1, -1) if is_filled(toks[index])), -1)
    begin, spoken = 0, False
    for index, token in enumerate(toks):
        if is_filled(token) or token.symbols or token.has(*_ASKING):
            break
        if token.text not in _PREFACE_ENDS:
            spoken = spoken or _is_speech(token)
        elif spoken and index < last:
            begin, spoken = index + 1, False
        elif not spoken and index > begin:
            break
    return toks[begin:]


def _is_speech(token: Token) -> bool:
    """A word of talk: a filler of some length, an opening, a saying, a denial."""
    if token.kind != "word" or token.symbols:
        return False
    return token.has("openers", "closers", "say", "not", "yes_no", "pronoun", "chatter") or len(token.text) > 1


def leans_on(sentence: Clause, last: Clause) -> bool:
    """Tell whether a question leaves out what the question before it says once: `Japan's total debt? And its assets?`."""
    if last.is_blocked or sentence.marks & _OF_SEVERAL or last.names_several or last.quantities:
        return False
    if len([token for token in last.slots if token.period is not None]) > 1:
        return False
    kinds = {kind for token in sentence.slots for kind in token.meaning.ids}
    says = bool(kinds & {"measure"}) or any(token.meaning.is_verb for token in sentence.slots)
    return says != bool(kinds & {"entity", "group"})


def first_content(sentence: Clause) -> Token | None:
    """Return the first token that says anything."""
    return next((t for t in sentence.tokens if t.kind not in ("break", "skip") and not t.is_noise), None)


def asks(sentence: Clause) -> bool:
    """Tell whether a sentence is a question."""
    if _ends_in_question(sentence) or sentence.marks & _STRONG:
        return True
    first = first_content(sentence)
    if first is not None and first.has(*_LEADING) and not first.symbols:
        return True
    if _has_yes_no(sentence) or ("either_or" in sentence.marks and len(sentence.quantities) > 1):
        return True
    if sentence.quantities and "what" in sentence.marks and sentence.converts:
        return True
    if sentence.quantities and ("if" in sentence.marks or _is_under_a_rate(sentence) or implied_by(sentence)):
        return True
    if sentence.quantities and any(token.text == "的话" for token in sentence.tokens):
        return True  # 分成涨到25%的话，上半年营收
    return (
        not sentence.quantities and bool(sentence.marks & _WEAK) and not (_states_order(sentence) or sentence.sets_off)
    )


def asked_apart(sentence: Clause) -> list[Clause]:
    """Part a sentence that first asks what share one takes, and then an amount: `抽幾成，2024年抽到幾億`."""
    if not {"what_share", "how_much"} <= sentence.marks or sentence.quantities:
        return [sentence]
    tokens = sentence.tokens
    share = next(index for index, token in enumerate(tokens) if token.has("what_share"))
    cut = next((i for i in range(share, len(tokens)) if tokens[i].kind == "break" or tokens[i].has("and")), None)
    if cut is None:
        return [sentence]
    first, second = sentence.part(0, cut), sentence.part(cut + 1)
    asks_amount = any(token.has("how_much") and not token.has("what_share") for token in second.tokens)
    says = any(token.meaning.is_verb or token.ids("measure") for token in second.tokens)
    if not (asks_amount and says and first.has_name) or second.marks & _LEANING or second.has_level:
        return [sentence]
    return [first, second]


_LEANING = frozenset(
    "what_share how_many_times than compared more less share_of difference over minus plus if be versus".split()
)


def _is_under_a_rate(sentence: Clause) -> bool:
    """Tell whether the one amount of a sentence is a rate under which something else is asked."""
    return len(sentence.quantities) == 1 and sentence.rate_condition is not None and _names_beside(sentence)


def _names_beside(sentence: Clause) -> bool:
    place = sentence.rate_condition
    return place is not None and any(is_slot(t) for t in (*sentence.tokens[: place[0]], *sentence.tokens[place[1] :]))


def _states_order(sentence: Clause) -> bool:
    """`Japan has the highest debt` states, `highest debt` asks."""
    if not sentence.marks & {"highest", "lowest"} or sentence.marks & {"which", "what", "rank", "list", "how"}:
        return False
    if first_of_all(sentence) is not None:
        return True
    pieces = segments(sentence)
    return len(pieces) > 1 and all(p.marks & {"highest", "lowest"} and first_of_all(p) for p in pieces)


def _ends_in_question(sentence: Clause) -> bool:
    return "question" in sentence.marks and any(t.kind == "stop" and t.has("question") for t in sentence.tokens)


def _has_yes_no(sentence: Clause) -> bool:
    return "yes_no" in sentence.marks and any(t.has("yes_no") and t.text not in _AUXILIARIES for t in sentence.tokens)


def wants_yes_no(sentence: Clause) -> bool:
    """Tell whether a question wants a yes or a no."""
    if sentence.marks & _STRONG:
        return False
    if _has_yes_no(sentence):
        return True
    first = first_content(sentence)
    asks = _ends_in_question(sentence)
    if first is not None and (first.text in _AUXILIARIES or (asks and first.has("not"))):
        return True
    if sentence.quantities and sentence.converts:
        return False
    return asks and bool(sentence.quantities) and not sentence.marks & (_LEADING - {"yes_no", "rank", "define"})
