"""Blocking: which words of a clause were not read though they may change what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from grammar.lexer import Token
from grammar.text import is_han
from grammar.utterance import Block

if TYPE_CHECKING:
    from grammar.clause import Clause

_PLAINEST = "的了在是和跟与不没有"  # these are hardly ever a part of a word that was missed
_SHORTER_SPANS = frozenset({"五年", "三年", "两年", "five years", "5 years"})
_OVER_YEARS = frozenset({"growth", "decline", "how_many_times", "compound_growth"})


class Blocking:
    """Looks through one clause."""

    def __init__(self, clause: Clause) -> None:
        self.tokens, self.facts = clause.tokens, clause.facts
        self.marks, self.quantities = clause.marks, clause.quantities

    def block(self, places: Sequence[int]) -> Block:
        """Return the words at some places, with what kind they are."""
        kind = "entity" if any(self.tokens[index].ids("territory") for index in places) else "unread"
        return Block(tuple(dict.fromkeys(self._words(index) for index in places)), kind)

    def places(self, *, whole: bool) -> list[int]:
        """Return the places of the words that block."""
        tokens = self.tokens
        unread = [index for index, token in enumerate(tokens) if token.meaning.may_block and self._is_unread(index)]
        if not unread:
            return []
        filled = [i for i, token in enumerate(tokens) if token.meaning.is_slot or token.quantity is not None]
        if not filled:
            return []
        first, last = filled[0], filled[-1]
        return [
            index
            for index in unread
            if whole
            or first < index < last
            or tokens[index].has("duration", "stretch", "for_each")
            or self._is_attached(index, first, last)
        ]

    def _is_unread(self, index: int) -> bool:
        """Tell whether a token that may change what is asked does so where it stands."""
        token = self.tokens[index]
        if not token.meaning.classes:
            return True
        if token.meaning.is_lone:
            return self._is_lone(index - 1) or self._is_lone(index + 1)
        if token.has("left_out"):
            return not leaves_out_measure(self.tokens, index)
        if token.has("scale", "comes_first"):
            return not self._is_counted_in(index) if token.has("scale") else not self._orders(index)
        if token.has("reckons"):  # 用 20% 推
            return not (self.quantities and "with_rate" in self.marks)
        if token.has("term_year"):  # only what speaks of a year to come is asked over one
            return not any(self.facts[m].term for t in self.tokens for m in t.ids("measure") if m in self.facts)
        if token.has("duration") and not token.has("for_each"):
            return not self.marks & _OVER_YEARS or self._is_other_span(index)
        return True

    def _is_counted_in(self, index: int) -> bool:
        """`多少 bn`, `in billions`: in what an amount is wanted, and no amount."""
        before = self.tokens[max(0, index - 2) : index]
        return any(token.has("how_much") or token.text in ("in", "用", "以") for token in before)

    def _orders(self, index: int) -> bool:
        """`lowest first`, `least indebted first`: which end of an order comes first."""
        return any(token.has("highest", "lowest", "best", "worst") for token in self.tokens[max(0, index - 3) : index])

    def _is_other_span(self, index: int) -> bool:
        """Years to come, or as many as somebody supposes, are not those that a ledger speaks of: 五年后."""
        following = self.tokens[index + 1].text if index + 1 < len(self.tokens) else ""
        return following in ("后", "之后", "later", "hence", "ahead") or self.tokens[index].text in _SHORTER_SPANS

    def _is_lone(self, index: int) -> bool:
        return 0 <= index < len(self.tokens) and self.tokens[index].meaning.is_lone

    def _is_attached(self, index: int, first: int, last: int) -> bool:
        if self.tokens[index].has("rude"):
            return False
        between = self.tokens[index + 1 : first] if index < first else self.tokens[last + 1 : index]
        if index < first:
            return not any(token.kind == "break" or token.has("openers", "say") for token in between)
        if any(token.kind in {"break", "skip"} for token in between):
            return any(token.text in ("(", "（", "/") for token in between) or self._names_part(index)
        return not any(token.has("closers") for token in between)

    def _names_part(self, index: int) -> bool:
        """A word behind a preposition (`, in Europe`, `, on AWS`) still narrows what is asked."""
        before = self.tokens[index - 1] if index else None
        return before is not None and before.text in ("in", "on", "for", "from", "excluding", "without", "of", "by")

    def _words(self, index: int) -> str:
        """The unread word, with the lone filler characters beside it that it may really be made of (家 in 家庭)."""
        first = last = index
        if is_han(self.tokens[index].text[0]):
            while first and self._continues(first - 1, first):
                first -= 1
            while last + 1 < len(self.tokens) and self._continues(last, last + 1, after=True):
                last += 1
        return "".join(token.text for token in self.tokens[first : last + 1])

    def _continues(self, left: int, right: int, *, after: bool = False) -> bool:
        a, b = self.tokens[left], self.tokens[right]
        token = b if after else a
        lone = token.kind == "word" and not token.is_slot and len(token.text) == 1 and token.text not in _PLAINEST
        return a.end == b.start and (lone or token.kind == "unread") and is_han(token.text[0])


def leaves_out_measure(tokens: Sequence[Token], index: int) -> bool:
    """`total assets without the pension fund`: another thing measured is taken away, right behind the word."""
    following = next((token for token in tokens[index + 1 :] if not token.meaning.is_noise), None)
    said = {token.ids("measure") for token in tokens if token.ids("measure")}
    amounts = any(token.quantity is not None for token in tokens)
    return following is not None and bool(following.ids("measure")) and len(said) == 2 and not amounts
