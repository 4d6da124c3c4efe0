"""Reading: text in, utterance out. The one door of this package that a text goes through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property

from grammar.antecedent import doubts, is_fragment
from grammar.aside import with_amounts_named, without_asides, without_contrasts
from grammar.assumption import without_duration, without_multiples, without_unchanged
from grammar.basis import with_origin_of_all, without_basis
from grammar.clause import Clause, ClauseSyntaxError, is_slot
from grammar.compounding import compounded
from grammar.condition import conditions_of, implied_by
from grammar.expression import Constant, Expression, Figure, Given, Relation, WhatIf, figures_of
from grammar.follow_up import followed
from grammar.given_pace import at_given_pace, without_given_pace
from grammar.inversion import set_straight
from grammar.leaning import LONGEST, looks_in
from grammar.lexer import Token, tokens
from grammar.lexicon import Lexicon
from grammar.origin import origin_of, with_origin
from grammar.payment import with_payment_read
from grammar.premise import premise_of
from grammar.quantity import Quantity
from grammar.question import asked, calculates
from grammar.relation import may_state, relations_in
from grammar.repair import repaired
from grammar.resumption import as_before, resumed
from grammar.segment import segments
from grammar.sentence import asked_apart, asks, leans_on, sentences_of, wants_yes_no
from grammar.slots import Draft, carry
from grammar.split_name import rejoined
from grammar.stretch import spread_of, with_stretches, without_stretches
from grammar.supplement import supplemented
from grammar.text import Folded, fold
from grammar.topic import about, blocked_by_topics, topics_in, without_topics
from grammar.transfer import transferred
from grammar.utterance import (
    Ask,
    Block,
    Chatter,
    Claim,
    Claims,
    Compare,
    Context,
    Identify,
    Look,
    Question,
    Questions,
    Rank,
    Repair,
    Test,
    Unread,
    Utterance,
    Value,
)

_OTHERWISE = frozenset("if or either_or not which what how how_much how_many_times which_true why would_make".split())
_LONG = 400  # characters from which on a text is reviewed, not answered


def read(text: str, lexicon: Lexicon, context: Context) -> Utterance:
    """Read a text as questions, claims, chatter, or nothing.

    Args:
        text: As it was sent; any characters, any length.
        lexicon: The names that ledgers use.
        context: Today, and what was said before.
    """
    folded = fold(text)
    found = _with_names(tokens(folded.text, lexicon, context.today), lexicon)
    if context.antecedent is not None and len(folded.text) <= LONGEST:
        kinds = looks_in(folded.text, found, context.antecedent.figures)
        if kinds:
            return Look(kinds)
    mended, repairs = repaired(folded, found, lexicon)
    if repairs:
        folded, found = mended, _with_names(tokens(mended.text, lexicon, context.today), lexicon)
    found = with_stretches(found)
    if len(folded.text) <= _LONG:
        found = rejoined(found, lexicon)
    return _Reading(folded, found, lexicon, context, repairs).utterance()


def _with_names(found: list[Token], lexicon: Lexicon) -> list[Token]:
    """Read the name at the end of an idiom where something is named beside it: `between us and Japan`, `for us net debt`."""
    if not any("idiom" in token.meaning.classes for token in found):
        return found
    read: list[Token] = []
    for token, following in zip(found, [*found[1:], None], strict=True):
        named = following is not None and (
            following.has("and")
            or following.text in (",", "/", "、")
            or (following.ids("measure") and not following.ids("entity"))
        )
        read += _taken_apart(token, lexicon) if named and token.has("idiom") else [token]
    return read


def _taken_apart(token: Token, lexicon: Lexicon) -> list[Token]:
    """Read an idiom word by word, where its last word is a name."""
    words = {(begin, end): surface for begin, end, surface in lexicon.find(token.text)}
    parts: list[Token] = []
    start = 0
    for word in token.text.split():
        end = start + len(word)
        surface = words.get((start, end))
        if surface is not None:
            parts.append(Token(surface.kind, token.start + start, token.start + end, word, surface.meaning))
        start = end + 1
    return parts if parts and parts[-1].meaning.is_name else [token]


@dataclass(frozen=True, slots=True)
class _Reading:
    folded: Folded
    tokens: list[Token]
    lexicon: Lexicon
    context: Context
    repairs: tuple[Repair, ...]

    def utterance(self) -> Utterance:
        if self.context.antecedent is None:
            return self._said()
        leaning = self._leaning()
        if leaning is not None:
            return leaning
        said = self._said()
        if not isinstance(said, Questions) or self.context.antecedent is None:
            return said
        return replace(said, leaning="fragment" if is_fragment(self.tokens) else "doubt" if doubts(self.tokens) else "")

    def _said(self) -> Utterance:
        """Read what is said, whatever was said before."""
        sentences = [
            without_contrasts(without_asides(Clause(one, self.lexicon.facts))) for one in sentences_of(self.tokens)
        ]
        sentences = [transferred(one) for one in with_amounts_named(sentences)]
        if len(sentences) > 1 or any("meant" in sentence.marks for sentence in sentences):
            sentences = supplemented(sentences, asks)
        filled = [sentence for sentence in sentences if sentence.has_slot or sentence.quantities]
        asking = frozenset(filter(asks, sentences))
        if not filled:
            return self._spoken_of(sentences) or self._nothing()
        long = len(self.folded.text) > _LONG
        stating = filled if long else [sentence for sentence in filled if sentence not in asking]
        claims = self._claims(stating) if any(map(may_state, stating)) else []
        if long and len(claims) > 1:
            return Claims(tuple(claims))
        doubted = self._doubted(filled, sentences)
        if len(doubted) > 1:
            return Questions(
                tuple(Question(Test(claim.relation), claim.span, None, claim.repairs) for claim in doubted)
            )
        questions = list(self._questions(sentences, asking))
        if questions:
            return Questions(tuple(questions))
        if claims:
            return Claims(tuple(claims))
        return self._look_up(filled)

    def _leaning(self) -> Utterance | None:
        """Read what only says something together with what was answered before."""
        if self.context.antecedent is None or len(self.folded.text) > LONGEST:
            return None
        clause = Clause(tuple(self.tokens), self.lexicon.facts)
        found = followed(self.folded.text, self.tokens, clause, self.context.antecedent)
        if found is None:
            return None
        block = self.original(found[1], clause)
        span = self.folded.span(clause.start, clause.end)
        return Questions((Question(found[0], span, block, self.repairs),), "leaning")

    def _spoken_of(self, sentences: Sequence[Clause]) -> Utterance | None:
        """Read what names a topic and nothing else: what do the sources say of it?"""
        for sentence in sentences:
            if not topics_in(sentence):
                continue
            span = self.folded.span(sentence.start, sentence.end)
            asked_ = self._topical(sentence, span, yes_no=wants_yes_no(sentence))
            block = blocked_by_topics(sentence, Figure(), Block(tuple(t.text for t in topics_in(sentence))))
            if asked_ is not None or block.topics:
                return Questions((asked_ or Question(Value(Figure()), span, self.original(block, sentence)),))
        return None

    def _nothing(self) -> Utterance:
        words = tuple(self.folded.quote(t.start, t.end) for t in self.tokens if t.kind == "unread")
        foreign = tuple(
            self.folded.quote(t.start, t.end)
            for t in self.tokens
            if t.symbols and all(s.kind == "territory" for s in t.symbols)
        )
        if foreign:
            return Unread(foreign, kind="entity")
        known = {name for token in self.tokens for name in token.classes}
        if len(self.folded.text) <= LONGEST and looks_in(self.folded.text, self.tokens):
            return Unread(kind="before")
        return Unread(words) if words and not known & {"chatter", "rude"} else Chatter()

    def _questions(self, sentences: Sequence[Clause], asking: AbstractSet[Clause]) -> Iterator[Question]:
        """Read every sentence that asks; a bare "is that right?" asks about what was stated before it."""
        stated: list[Clause] = []
        last: Clause | None = None
        for sentence in sentences:
            if sentence not in asking:
                if sentence.has_slot or sentence.quantities:
                    stated.append(sentence)
                continue
            if not sentence.has_name and stated and wants_yes_no(sentence):
                for earlier in stated:
                    joined = Clause(earlier.tokens + tuple(t for t in sentence.tokens if is_slot(t)), sentence.facts)
                    yield from self._asked(joined, yes_no=True)
                continue
            if sentence.has_slot or sentence.quantities:
                before = [*stated, last] if last is not None and leans_on(sentence, last) else stated
                parts = asked_apart(sentence)
                for index, part in enumerate(parts):
                    yield from self._asked(part, yes_no=wants_yes_no(part), before=[*before, *parts[:index]])
                last = sentence

    def _asked(self, clause: Clause, *, yes_no: bool = False, before: Sequence[Clause] = ()) -> Iterator[Question]:
        span = self.folded.span(clause.start, clause.end)
        clause = with_payment_read(clause)
        clause = with_origin_of_all(without_duration(without_unchanged(without_multiples(clause))))
        earlier = [c.bound().figure() for c in reversed(before)]
        if self.context.antecedent is not None:
            earlier += self.context.antecedent.figures
        topical = self._topical(clause, span, yes_no=yes_no)
        if topical is not None:
            yield topical
            return
        try:
            ask, clause = _asked_over(clause, earlier, yes_no=yes_no)
        except ClauseSyntaxError:
            figure = clause.bound().figure()
            block = clause.block() or Block(tuple(self._operators(clause)), "structure")
            yield Question(Value(figure), span, self.original(block, clause), self.repairs)
            return
        if isinstance(ask, Identify):
            ask = replace(ask, quantities=self._as_written(ask.quantities))
        listing = isinstance(ask, Rank | Compare)
        block_ = clause.block(whole=listing)
        if block_ is not None and topics_in(clause):
            block_ = blocked_by_topics(clause, clause.bound().figure(), block_)
        yield Question(ask, span, self.original(block_, clause), self.repairs)

    def _topical(self, clause: Clause, span: tuple[int, int], *, yes_no: bool) -> Question | None:
        """Read what asks for no figure, but for what the sources say beside their figures."""
        if not topics_in(clause):
            return None
        figure = clause.bound().figure()
        ask = about(clause, figure, clause.block(), asks=asks(clause), yes_no=yes_no)
        if ask is None:
            return None
        rest = without_topics(clause)
        return Question(ask, span, self.original(rest.block(), rest), self.repairs)

    def _operators(self, clause: Clause) -> list[str]:
        return [self.folded.quote(t.start, t.end) for t in clause.tokens if t.kind == "word" and not t.is_noise][:3]

    def _as_written(self, amounts: Sequence[Quantity]) -> tuple[Quantity, ...]:
        """Give amounts the words as they were written: they are said back."""
        return tuple(replace(one, printed=self.folded.quote(one.start, one.end)) for one in amounts)

    def original(self, block: Block | None, clause: Clause) -> Block | None:
        """Give a block the words as they were written."""
        if block is None or block.kind == "structure":
            return block
        words = []
        abuse = {token.text for token in clause.tokens if token.has("rude")}
        for word in block.words:
            if word in abuse:
                continue
            place = self.folded.text.find(word, clause.start)
            words.append(self.folded.quote(place, place + len(word)) if place >= 0 else word)
        return replace(block, words=tuple(dict.fromkeys(words)))

    def _doubted(self, filled: Sequence[Clause], sentences: Sequence[Clause]) -> list[Claim]:
        """Whether several things are so is asked at once (`is A 2 and B 3?`): each of them is judged."""
        if len(filled) != 1 or not (len(filled[0].quantities) > 1 or filled[0].names_several):
            return []
        if not may_state(filled[0]) or filled[0].marks & _OTHERWISE:
            return []
        if not any(wants_yes_no(one) for one in sentences):  # `…, 5 in H1. Is that so?`
            return []
        if implied_by(filled[0]) or conditions_of(filled[0])[0] or topics_in(filled[0]):
            return []
        claims = self._claims([set_straight(filled[0])])
        said = {str(claim.relation.left) for claim in claims if claim.block is None}
        return claims if len(said) == len(claims) else []

    def _look_up(self, filled: Sequence[Clause]) -> Utterance:
        """Read names without a question word: `japan net debt`."""
        named = [sentence for sentence in filled if sentence.has_name] or list(filled)
        # What goes on from the question before has no words of its own that nobody reads: "see you in 2025" does not.
        following = self.context.antecedent is not None and not self._unread()
        if not any(sentence.has_name for sentence in named) and not following:
            amounts = tuple(t.quantity for s in filled for t in s.quantities if t.quantity is not None)
            reckoned = next(filter(calculates, filled), None)
            if amounts and reckoned is not None:
                block = Block((), "structure")
                return Questions((Question(Value(Figure()), self.folded.span(reckoned.start, reckoned.end), block),))
            if amounts and not any(t.kind == "unread" or t.ids("topic") for s in filled for t in s.tokens):
                span = self.folded.span(filled[0].start, filled[-1].end)
                return Questions((Question(Identify(self._as_written(amounts)), span),))
            return self._nothing() if not any(is_slot(t) for s in filled for t in s.tokens) else Unread(self._unread())
        questions = [question for sentence in named for question in self._asked(sentence)]
        return Questions(tuple(questions))

    def _unread(self) -> tuple[str, ...]:
        return tuple(self.folded.quote(t.start, t.end) for t in self.tokens if t.kind == "unread")

    def _claims(self, sentences: Sequence[Clause]) -> list[Claim]:
        """Read what sentences state, whether they ask or not."""
        claims: list[Claim] = []
        earlier: list[Figure] = []
        poisoned: _Unfinished | None = None
        for sentence in sentences:
            origin: Figure | None = None
            stated, givens = premise_of(sentence)
            for segment in segments(stated):
                found, earlier, poisoned = self._stated(segment, earlier, poisoned)
                origin = origin_of(segment, origin)
                found = found if origin is None else [with_origin(claim, origin) for claim in found]
                found = _going_on(found, claims[-1], segment) if claims else found
                claims += [_under(claim, givens) for claim in found] if givens else found
        return self._with_denials(claims)

    def _stated(
        self, segment: Clause, earlier: list[Figure], poisoned: _Unfinished | None
    ) -> tuple[list[Claim], list[Figure], _Unfinished | None]:
        """Read what one segment states.

        Args:
            segment: A piece of a sentence.
            earlier: What was last spoken of.
            poisoned: The segment before that was not wholly read, as long as it may still be spoken of.
        """
        segment, relations = _stated_over(with_payment_read(without_basis(segment)), earlier)
        doubted = "who_says" in segment.marks  # who says so is asked of nobody, and claims nothing
        if doubted and "denial" in segment.marks:  # … and it is said that nothing of it is so
            doubted, relations = False, [replace(relation, negated=not relation.negated) for relation in relations]
        relations = [] if doubted else relations
        own = segment.spoken()
        if segment.is_blocked and not doubted:
            poisoned = _Unfinished(self, segment)
        elif own.entities:
            poisoned = None
        if own.has_slots:
            mentioned = _first_of(relations) or own.figure()
            earlier = [carry(mentioned, earlier).as_antecedent, *earlier[:5]]
        if not relations:
            return [], earlier, poisoned
        block = poisoned.block if poisoned else self._confirmation(segment)
        claims = [self._claim(relation, segment, block, own) for relation in relations if _is_about(relation)]
        return _distinct(claims), earlier, poisoned

    def _confirmation(self, segment: Clause) -> Block | None:
        """Who says that something is confirmed says more than the amount: `20% is confirmed`, which no ledger judges."""
        place = segment.find("confirmed")
        if place is None:
            return None
        token = segment.tokens[place]
        return Block((self.folded.quote(token.start, token.end),))

    def _with_denials(self, claims: Sequence[Claim]) -> list[Claim]:
        """`It is 25 %, not 20`: what is denied beside what is stated is no claim of its own."""
        kept: list[Claim] = []
        for claim in claims:
            last = kept[-1] if kept else None
            if last is not None and _is_order_again(last, claim):
                continue
            if last is not None and _is_denied_beside(last, claim) and not self._is_said_anew(last, claim):
                stated, denied = (last, claim) if claim.relation.negated else (claim, last)
                begin, stop = last.span[0], claim.span[1]
                amount = denied.relation.right.quantity if isinstance(denied.relation.right, Constant) else None
                quote = self.folded.original[begin:stop]
                kept[-1] = replace(stated, span=(begin, stop), quote=quote, denied=amount)
            else:
                kept.append(claim)
        return kept

    def _is_said_anew(self, last: Claim, claim: Claim) -> bool:
        """Tell whether another sentence names again what the one before denied something of: both are claims then."""
        figures = figures_of(claim.relation.left)
        ends = any(mark in self.folded.original[last.span[1] : claim.span[0]] for mark in ".。!！;；\n")
        return ends and bool(figures) and not figures[0].soft & {"measure", "period"} and figures[0].period is not None

    def _claim(self, relation: Relation, segment: Clause, block: Block | None, own: Draft) -> Claim:
        start, end = self._trimmed(segment)
        begin, stop = self.folded.span(start, end)
        modal = "forecast" if "will" in segment.marks else None
        quote = self.folded.original[begin:stop]
        return Claim(relation, (begin, stop), quote, own.channel, own.speaker, block, modal, self.repairs)

    @staticmethod
    def _trimmed(segment: Clause) -> tuple[int, int]:
        first = next(filter(_is_said, segment.tokens), None)
        last = next(filter(_is_said, reversed(segment.tokens)), None)
        return (first.start, last.end) if first and last else (segment.start, segment.end)


class _Unfinished:
    """A clause that was not wholly read, and what of it was not."""

    def __init__(self, reading: _Reading, clause: Clause) -> None:
        self._reading, self._clause = reading, clause

    @cached_property
    def block(self) -> Block | None:
        """The words, as they were written."""
        return self._reading.original(self._clause.block(), self._clause)


def _asked_over(clause: Clause, earlier: Sequence[Figure], *, yes_no: bool) -> tuple[Ask, Clause]:
    """What a clause asks, and the clause without what is read apart: over how long a pace is asked."""
    grown = compounded(clause, earlier) if not yes_no else None
    if grown is not None:
        return grown, without_stretches(clause)
    paced = without_given_pace(clause) if not yes_no else None
    if paced is not None:
        of_a_day, rest = _asked_over(paced[0], earlier, yes_no=False)
        over = at_given_pace(of_a_day, paced[1], rest)
        if over is not None:
            return over, rest
    spread = spread_of(clause)
    if spread is not None:
        spread_ask = spread.asked(asked(spread.clause, earlier, yes_no=yes_no))
        if spread_ask is None:
            raise ClauseSyntaxError
        return spread_ask, spread.clause
    return asked(clause, earlier, yes_no=yes_no), clause


def _stated_over(segment: Clause, earlier: Sequence[Figure]) -> tuple[Clause, list[Relation]]:
    """What a segment states, and the segment without what is read apart: over how long a pace is stated."""
    spread = spread_of(segment) if segment.quantities else None
    if spread is not None:
        stated = [spread.stated(relation) for relation in relations_in(spread.clause, earlier)]
        if stated and None not in stated:
            return spread.clause, [relation for relation in stated if relation is not None]
    again = resumed(segment, earlier)
    return segment, relations_in(segment, earlier) if again is None else again


def _going_on(found: Sequence[Claim], last: Claim, segment: Clause) -> list[Claim]:
    """Take what leaves out what it says of somebody for the same as was said before."""
    relations = [as_before(claim.relation, last.relation, segment) for claim in found]
    return [
        claim if one is claim.relation else replace(claim, relation=one)
        for claim, one in zip(found, relations, strict=True)
        if one is not None
    ]


def _under(claim: Claim, givens: tuple[Given, ...]) -> Claim:
    """Take what is claimed for what follows from a premise that is named with it."""
    return replace(claim, relation=replace(claim.relation, left=WhatIf(claim.relation.left, givens)))


def _is_said(token: Token) -> bool:
    """Tell whether a token belongs to what is quoted: no punctuation or closing word at its ends does."""
    return token.kind not in ("break", "stop", "skip") and not token.has("closers", "and")


def _is_denied_beside(first: Claim, second: Claim) -> bool:
    """Tell whether of two claims about one thing, side by side, one denies an amount and the other states one."""
    a, b = first.relation, second.relation
    if (a.comparator, b.comparator) == ("level", "level") and a.negated != b.negated:
        return str(a.left) == str(b.left)
    if {a.negated, b.negated} != {True, False} or (a.comparator, b.comparator) != ("=", "="):
        return False
    return str(a.left) == str(b.left) and isinstance(a.right, Constant) and isinstance(b.right, Constant)


def _is_order_again(first: Claim, second: Claim) -> bool:
    """Tell whether the same is said once more to be the highest or lowest: `A 是負債王者，總負債最高`."""
    a, b = first.relation, second.relation
    if a.comparator not in ("highest", "lowest") or (a.comparator, a.negated) != (b.comparator, b.negated):
        return False
    return str(a.left) == str(b.left) and (not b.among or a.among == b.among)


def _first_of(relations: Sequence[Relation]) -> Figure | None:
    """The figure that some relations speak of first."""
    if relations and isinstance(relations[0].left, Figure):
        return relations[0].left
    return next((figure for relation in relations for figure in figures_of(relation.left)), None)


def _is_about(relation: Relation) -> bool:
    """A claim speaks of something: an entity, a measure or a verb that stands for one."""
    return any(figure.measure or figure.role or figure.value for figure in figures_of(relation.left))


def _distinct(claims: Sequence[Claim]) -> list[Claim]:
    if len(claims) < 2:
        return list(claims)
    kept: list[Claim] = []
    for claim in claims:
        if not any(str(claim.relation) == str(other.relation) for other in kept):
            kept.append(claim)
    return kept


__all__ = ["Expression", "read"]
