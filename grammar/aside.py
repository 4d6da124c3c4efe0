"""What a sentence sets aside (`never mind 2023, …`, `去年不管，…`) and what it takes up again (`5 million. That's what …`)."""

from __future__ import annotations

from collections.abc import Sequence

from grammar.clause import Clause, is_slot, tells_channel
from grammar.lexer import Token
from grammar.pairing import SETTING

_MEASURING = frozenset({"measure", "group"})


def without_asides(sentence: Clause) -> Clause:
    """Leave out whom or when a sentence sets aside, where it says of whom or when it speaks instead.

    What measures something is never left out: `leaving aside the pension fund, total assets` is another figure.
    """
    if "aside" not in sentence.marks:
        return sentence
    tokens = sentence.tokens
    place = next(index for index, token in enumerate(tokens) if token.has("aside"))
    begin = next((i + 1 for i in range(place - 1, -1, -1) if tokens[i].kind == "break"), 0)
    end = next((i for i in range(place, len(tokens)) if tokens[i].kind == "break"), None)
    if end is None:
        return sentence
    later = {kind for token in tokens[end:] for kind in _kinds(token)}
    stretch = tokens[begin:end]
    if any(_measures(token) for token in stretch):
        return sentence
    kept = [token for token in stretch if is_slot(token) and not (_kinds(token) & later)]
    if len(kept) == sum(map(is_slot, stretch)):
        return sentence
    return Clause((*tokens[:begin], *kept, *tokens[end + 1 :]), sentence.facts)


def without_contrasts(sentence: Clause) -> Clause:
    """Leave out whom, when or whose word somebody does not mean: `the implied one, not the media's`, `日本252%，不是美國`."""
    if not sentence.marks & _CONTRASTING:
        return sentence
    tokens = sentence.tokens
    for place in range(len(tokens) - 1, 0, -1):
        if not tokens[place].has(*_CONTRASTING) or tokens[place].has(*SETTING):
            continue
        end = next((i for i in range(place + 1, len(tokens)) if tokens[i].kind in ("break", "stop")), len(tokens))
        stretch = tokens[place + 1 : end]
        said = [token for token in stretch if is_slot(token)]
        plain = all(is_slot(token) or token.is_noise or token.has("pronoun", "say") for token in stretch)
        if not said or not plain or any(_measures(token) or token.meaning.is_verb for token in said):
            return sentence
        before = {kind for token in tokens[:place] for kind in _kinds(token)}
        if all((kinds := _kinds(token)) and kinds <= before for token in said) and _states_before(tokens[:place]):
            return Clause((*tokens[:place], *tokens[end:]), sentence.facts)
        return sentence
    return sentence


_CONTRASTING = frozenset({"not", "instead_of"})


def _states_before(tokens: Sequence[Token]) -> bool:
    """Tell whether what is meant was said whole: an amount, or something measured with nothing denied."""
    last = next((token for token in reversed(tokens) if not token.is_noise and token.kind != "break"), None)
    whole = any(token.quantity is not None or token.ids("measure") for token in tokens)
    return whole and last is not None and not last.has("be", "or", "and", "than", "compared")


def _measures(token: Token) -> bool:
    return token.quantity is not None or bool(_MEASURING & token.meaning.ids.keys()) or token.kind == "unread"


def _kinds(token: Token) -> set[str]:
    """What a token says: whom, when, or how it is known."""
    kinds = {"period"} if token.period is not None else set()
    if token.ids("entity"):
        kinds.add("entity")
    if token.ids("speaker") or tells_channel(token):
        kinds.add("origin")
    return kinds


def with_amounts_named(sentences: Sequence[Clause]) -> list[Clause]:
    """Put an amount that stands alone before what it is: `493.8 million. That's what Microsoft got in 2024`."""
    found: list[Clause] = []
    for sentence in sentences:
        last = found[-1] if found else None
        if last is not None and _is_bare_amount(last) and (named := _named_behind(sentence)) is not None:
            amount = next(token for token in last.tokens if token.quantity is not None)
            found[-1] = Clause((amount, *named), sentence.facts)
        else:
            found.append(_turned(sentence))
    return found


def _turned(sentence: Clause) -> Clause:
    """The same within one sentence: `493.8 million, that's what Microsoft got`."""
    if len(sentence.quantities) != 1 or sentence.tokens[0].quantity is None or len(sentence.tokens) < _FEWEST:
        return sentence
    if sentence.tokens[1].kind != "break" or (named := _named_behind(sentence.part(2))) is None:
        return sentence
    return Clause((sentence.tokens[0], *named), sentence.facts)


_FEWEST = 4


def _is_bare_amount(sentence: Clause) -> bool:
    if len(sentence.quantities) != 1:
        return False
    spoken = [token for token in sentence.tokens if token.kind not in ("stop", "break") and not token.is_noise]
    return len(spoken) == 1 and spoken[0].quantity is not None and "question" not in sentence.marks


def _named_behind(sentence: Clause) -> tuple[Token, ...] | None:
    """What `that's what …`, `這就是…` says an amount is; None where a sentence says no such thing, or asks."""
    tokens = [token for token in sentence.tokens if token.kind != "break"]
    points = next((i for i, token in enumerate(tokens) if not token.has("pronoun")), 0)
    if points == len(tokens) or not (tokens[points].has("be") and (points or tokens[points].text in _POINTING)):
        return None
    if "question" in sentence.marks or sentence.quantities or "yes_no" in tokens[points].classes:
        return None
    rest = tokens[points:]
    if len(rest) > 1 and rest[1].has("what", "how_much"):
        rest = [rest[0], *rest[2:]]
    asks = any(token.has("what", "how_much", "which", "why", "how") for token in rest)
    return tuple(rest) if not asks and any(token.is_slot for token in rest[1:]) else None


_POINTING = frozenset({"that's", "thats", "that is", "this is", "it's"})
