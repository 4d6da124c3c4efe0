"""Suppositions in which one is given what another has: `give Japan China's total assets`, `把中國的總資產換給日本`."""

from __future__ import annotations

from collections.abc import Sequence

from grammar.clause import Clause, is_slot
from grammar.lexer import Token
from grammar.lexicon import Meaning

_IF, _HAVE, _BREAK = Meaning.of((), {"if"}), Meaning.of((), {"have"}), Meaning.of((), ())
_OPENING = frozenset({"grants", "if"})
_OWNING = frozenset({"'s", "的"})
_WITH = frozenset({"with"})


def transferred(sentence: Clause) -> Clause:
    """Read who is given, lent or left what another has as the condition that it is; else return the same sentence."""
    marks = sentence.marks
    if "grants" not in marks and not ("if" in marks and any(t.text in _WITH for t in sentence.tokens)):
        return sentence
    tokens = sentence.tokens
    opens = next((i for i, t in enumerate(tokens) if t.has(*_OPENING)), None)
    if opens is None or any(map(is_named, tokens[:opens])):
        return sentence
    named = [index for index in range(opens, len(tokens)) if is_named(tokens[index])][:3]
    if len(named) < _NAMES or any(map(_sets_apart, tokens[opens : named[-1]])):
        return sentence
    found = _given(tokens, named) or _handed(tokens, named) or _swapped(tokens, named)
    if found is None:
        return sentence
    whom, whose, what, end = found
    rest = _without_kept(tokens[end:], tokens[what])
    head = tokens[opens]
    said = Token("word", tokens[whose].start, tokens[whose].start, "", _HAVE)
    condition = (head._replace(kind="word", meaning=_IF), tokens[whom], said, tokens[whose], tokens[what])
    ended = rest[:1] and rest[0].kind in ("break", "stop")
    after = rest if ended or not rest else (Token("break", rest[0].start, rest[0].start, ",", _BREAK), *rest)
    return Clause((*tokens[:opens], *condition, *after), sentence.facts)


_NAMES = 3


def is_named(token: Token) -> bool:
    """Tell whether a token names one entity, or a measure."""
    return bool(token.ids("measure")) or bool(token.ids("entity"))


def _sets_apart(token: Token) -> bool:
    return token.quantity is not None or token.kind == "break" or token.has("versus", "compare", "compared", "than")


Found = tuple[int, int, int, int] | None  # whom, whose, what, and where it ends


def _given(tokens: Sequence[Token], named: Sequence[int]) -> Found:
    """`give A B's M`, `imagine A with B's M`."""
    whom, whose, what = named
    if not (_is_one(tokens[whom]) and _is_one(tokens[whose]) and tokens[what].ids("measure")):
        return None
    between = tokens[whom + 1 : whose]
    if tokens[whose + 1].text not in _OWNING or any(t.text in _OWNING or t.has("and", "or") for t in between):
        return None
    return whom, whose, what, what + 1


def _handed(tokens: Sequence[Token], named: Sequence[int]) -> Found:
    """`把 B 的 M 給 A`."""
    whose, what, whom = named
    if not (_is_one(tokens[whose]) and tokens[what].ids("measure") and _is_one(tokens[whom])):
        return None
    hands = any(token.has("grants") for token in tokens[what + 1 : whom])
    return (whom, whose, what, whom + 1) if hands else None


def _swapped(tokens: Sequence[Token], named: Sequence[int]) -> Found:
    """`swap A's M for B's`, `把 A 的 M 換成 B 的`."""
    whom, what, whose = named
    if not (_is_one(tokens[whom]) and tokens[what].ids("measure") and _is_one(tokens[whose])):
        return None
    between = tokens[what + 1 : whose]
    swaps = tokens[named[0] - 1 if named[0] else 0].text in _SWAPPING or any(t.has("set_to") for t in between)
    if not swaps:
        return None
    end = whose + 2 if whose + 1 < len(tokens) and tokens[whose + 1].text in _OWNING else whose + 1
    return whom, whose, what, end


_SWAPPING = frozenset({"swap", "swapping", "replace", "exchange"})


def _is_one(token: Token) -> bool:
    return len(token.ids("entity")) == 1 and not token.ids("measure")


def _without_kept(tokens: tuple[Token, ...], what: Token) -> tuple[Token, ...]:
    """Leave out what each keeps: `… but keep its own liabilities`; nothing else is replaced anyway."""
    end = next((i for i, t in enumerate(tokens) if t.kind in ("break", "stop") and i), len(tokens))
    first = 1 if tokens[:1] and tokens[0].kind == "break" else 0
    stretch = tokens[first:end]
    keeps = any(token.text in _KEEPING for token in stretch)
    others = [token for token in stretch if is_slot(token) and not token.has("verb:own")]
    plain = all(token.ids("measure") and token.ids("measure") != what.ids("measure") for token in others)
    return tokens[end:] if keeps and others and plain else tokens


_KEEPING = frozenset("keep keeps keeping kept leave leaving 保留 留着 保持 不变 维持".split())

__all__ = ["transferred"]
