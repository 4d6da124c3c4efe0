"""Reading: text in, utterance out. The one door of this package that a text goes through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from grammar.basis import without_basis
from grammar.clause import Clause, ClauseSyntaxError, is_filled, is_level_of, is_name, is_slot
from grammar.condition import implied_by
from grammar.expression import Constant, Expression, Figure, Relation, figures_of
from grammar.lexer import Token, tokens
from grammar.lexicon import Lexicon, Meaning
from grammar.question import asked, calculates
from grammar.relation import first_of_all, may_state, relations_in
from grammar.repair import repaired
from grammar.slots import carry
from grammar.text import Folded, fold
from grammar.topic import about, blocked_by_topics, topics_in, without_topics
from grammar.utterance import (
    Block,
    Chatter,
    Claim,
    Claims,
    Compare,
    Context,
    Identify,
    Question,
    Questions,
    Rank,
    Repair,
    Unread,
    Utterance,
    Value,
)

_STRONG = frozenset({"how_much", "how_long", "why", "how_many_times", "what_share", "which_true", "would_make"})
_LEADING = frozenset({"what", "which", "how", "define", "list", "rank", "yes_no"})
_WEAK = frozenset(
    {"which", "what", "how", "define", "list", "rank", "include", "difference", "highest", "lowest", "best", "worst"}
)
_AUXILIARIES = frozenset("is are was were does do did has have can could".split())
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
    mended, repairs = repaired(folded, found, lexicon)
    if repairs:
        folded, found = mended, _with_names(tokens(mended.text, lexicon, context.today), lexicon)
    return _Reading(folded, found, lexicon, context, repairs).utterance()


def _with_names(found: list[Token], lexicon: Lexicon) -> list[Token]:
    """Read the name at the end of an idiom where something is named beside it: `between us and Japan`, `for us net debt`."""
    if not any("idiom" in token.meaning.classes for token in found):
        return found
    read: list[Token] = []
    for token, following in zip(found, [*found[1:], None], strict=True):
        named = following is not None and (
            following.has("and") or (following.ids("measure") and not following.ids("entity"))
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
        sentences = [Clause(sentence, self.lexicon.facts) for sentence in _sentences(self.tokens)]
        filled = [sentence for sentence in sentences if sentence.has_slot or sentence.quantities]
        if not filled:
            return self._spoken_of(sentences) or self._nothing()
        long = len(self.folded.text) > _LONG
        claims = self._claims(filled, rhetorical=long) if any(map(may_state, filled)) else []
        if long and len(claims) > 1:
            return Claims(tuple(claims))
        questions = list(self._questions(sentences))
        if questions:
            return Questions(tuple(questions))
        if claims:
            return Claims(tuple(claims))
        return self._look_up(filled)

    def _spoken_of(self, sentences: Sequence[Clause]) -> Utterance | None:
        """Read what names a topic and nothing else: what do the sources say of it?"""
        for sentence in sentences:
            if not topics_in(sentence):
                continue
            span = self.folded.span(sentence.start, sentence.end)
            asked_ = self._topical(sentence, span, yes_no=_wants_yes_no(sentence))
            block = blocked_by_topics(sentence, Figure(), Block(tuple(t.text for t in topics_in(sentence))))
            if asked_ is not None or block.topics:
                return Questions((asked_ or Question(Value(Figure()), span, self._original(block, sentence)),))
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
        if self.context.antecedent is not None and not words and known & {"why", "how", "which"}:
            return Questions((replace(self.context.antecedent, repairs=()),))
        return Unread(words) if words and not known & {"chatter", "rude"} else Chatter()

    def _questions(self, sentences: Sequence[Clause]) -> Iterator[Question]:
        """Read every sentence that asks; a bare "is that right?" asks about what was stated before it."""
        stated: list[Clause] = []
        for sentence in sentences:
            if not _asks(sentence):
                if sentence.has_slot or sentence.quantities:
                    stated.append(sentence)
                continue
            if not sentence.has_name and stated and _wants_yes_no(sentence):
                for earlier in stated:
                    joined = Clause(earlier.tokens + tuple(t for t in sentence.tokens if is_slot(t)), sentence.facts)
                    yield from self._asked(joined, yes_no=True)
                continue
            if sentence.has_slot or sentence.quantities:
                yield from self._asked(sentence, yes_no=_wants_yes_no(sentence), before=stated)

    def _asked(self, clause: Clause, *, yes_no: bool = False, before: Sequence[Clause] = ()) -> Iterator[Question]:
        span = self.folded.span(clause.start, clause.end)
        earlier = [c.bound().figure() for c in reversed(before)]
        if self.context.antecedent is not None:
            earlier += self.context.antecedent.figures
        topical = self._topical(clause, span, yes_no=yes_no)
        if topical is not None:
            yield topical
            return
        try:
            ask = asked(clause, earlier, yes_no=yes_no)
        except ClauseSyntaxError:
            figure = clause.bound().figure()
            block = clause.block() or Block(tuple(self._operators(clause)), "structure")
            yield Question(Value(figure), span, self._original(block, clause), self.repairs)
            return
        listing = isinstance(ask, Rank | Compare)
        block_ = clause.block(whole=listing)
        if block_ is not None and topics_in(clause):
            block_ = blocked_by_topics(clause, clause.bound().figure(), block_)
        yield Question(ask, span, self._original(block_, clause), self.repairs)

    def _topical(self, clause: Clause, span: tuple[int, int], *, yes_no: bool) -> Question | None:
        """Read what asks for no figure, but for what the sources say beside their figures."""
        if not topics_in(clause):
            return None
        figure = clause.bound().figure()
        ask = about(clause, figure, clause.block(), asks=_asks(clause), yes_no=yes_no)
        if ask is None:
            return None
        rest = without_topics(clause)
        return Question(ask, span, self._original(rest.block(), rest), self.repairs)

    def _operators(self, clause: Clause) -> list[str]:
        return [self.folded.quote(t.start, t.end) for t in clause.tokens if t.kind == "word" and not t.is_noise][:3]

    def _original(self, block: Block | None, clause: Clause) -> Block | None:
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
            if amounts and not any(t.kind == "unread" for s in filled for t in s.tokens):
                return Questions((Question(Identify(amounts), self.folded.span(filled[0].start, filled[-1].end)),))
            return self._nothing() if not any(is_slot(t) for s in filled for t in s.tokens) else Unread(self._unread())
        questions = [question for sentence in named for question in self._asked(sentence)]
        return Questions(tuple(questions))

    def _unread(self) -> tuple[str, ...]:
        return tuple(self.folded.quote(t.start, t.end) for t in self.tokens if t.kind == "unread")

    def _claims(self, sentences: Sequence[Clause], *, rhetorical: bool) -> list[Claim]:
        claims: list[Claim] = []
        earlier: list[Figure] = []
        poisoned: Clause | None = None
        for sentence in sentences:
            if not rhetorical and _asks(sentence):
                continue
            for segment in _segments(sentence):
                found, earlier, poisoned = self._stated(segment, earlier, poisoned)
                claims += found
        return self._with_denials(claims)

    def _stated(
        self, segment: Clause, earlier: list[Figure], poisoned: Clause | None
    ) -> tuple[list[Claim], list[Figure], Clause | None]:
        """Read what one segment states.

        Args:
            segment: A piece of a sentence.
            earlier: What was last spoken of.
            poisoned: The segment before that was not wholly read, as long as it may still be spoken of.
        """
        segment = without_basis(segment)
        doubted = "who_says" in segment.marks  # who says so is asked of nobody, and claims nothing
        relations = [] if doubted else relations_in(segment, earlier)
        own = segment.bound()
        if segment.is_blocked and not doubted:
            poisoned = segment
        elif own.entities:
            poisoned = None
        if own.has_slots:
            mentioned = next((figure for relation in relations for figure in figures_of(relation.left)), None)
            earlier = [carry(mentioned or own.figure(), earlier).as_antecedent, *earlier[:5]]
        if not relations:
            return [], earlier, poisoned
        block = self._original(poisoned.block(), poisoned) if poisoned else None
        said = own.figure()
        claims = [self._claim(relation, segment, block, said) for relation in relations if _is_about(relation)]
        return _distinct(claims), earlier, poisoned

    def _with_denials(self, claims: Sequence[Claim]) -> list[Claim]:
        """`It is 25 %, not 20`: what is denied beside what is stated is no claim of its own."""
        kept: list[Claim] = []
        for claim in claims:
            last = kept[-1] if kept else None
            if last is not None and _is_denied_beside(last, claim):
                stated = last if claim.relation.negated else claim
                begin, stop = last.span[0], claim.span[1]
                kept[-1] = replace(stated, span=(begin, stop), quote=self.folded.original[begin:stop])
            else:
                kept.append(claim)
        return kept

    def _claim(self, relation: Relation, segment: Clause, block: Block | None, own: Figure) -> Claim:
        start, end = self._trimmed(segment)
        begin, stop = self.folded.span(start, end)
        channel, speaker = own.channel, own.speaker
        modal = "forecast" if "will" in segment.marks else None
        return Claim(
            relation, (begin, stop), self.folded.original[begin:stop], channel, speaker, block, modal, self.repairs
        )

    @staticmethod
    def _trimmed(segment: Clause) -> tuple[int, int]:
        first = next(filter(_is_said, segment.tokens), None)
        last = next(filter(_is_said, reversed(segment.tokens)), None)
        return (first.start, last.end) if first and last else (segment.start, segment.end)


def _is_said(token: Token) -> bool:
    """Tell whether a token belongs to what is quoted: no punctuation or closing word at its ends does."""
    return token.kind not in ("break", "stop", "skip") and not token.has("closers", "and")


def _is_denied_beside(first: Claim, second: Claim) -> bool:
    """Tell whether of two claims about one thing, side by side, one denies an amount and the other states one."""
    a, b = first.relation, second.relation
    if {a.negated, b.negated} != {True, False} or (a.comparator, b.comparator) != ("=", "="):
        return False
    return str(a.left) == str(b.left) and isinstance(a.right, Constant) and isinstance(b.right, Constant)


def _sentences(found: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    sentence: list[Token] = []
    for token in found:
        sentence.append(_stating(token, sentence) if "if" in token.meaning.classes else token)
        size = len(sentence)
        if token.kind == "stop" or (size >= _LONG_SENTENCE and (token.kind == "break" or size >= 2 * _LONG_SENTENCE)):
            yield tuple(_without_preface(sentence))
            sentence = []
    if sentence:
        yield tuple(_without_preface(sentence))


_LONG_SENTENCE = 200  # tokens from which on a break ends it: what nobody writes shall not take long


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


_ASKING = ("if", "why", "how_much", "which", "more", "less", "highest", "lowest", "best", "worst", "rank", "versus")
_PREFACE_ENDS = frozenset(",，:、")


def _is_speech(token: Token) -> bool:
    """A word of talk: a filler of some length, an opening, a saying, a denial."""
    if token.kind != "word" or token.symbols:
        return False
    return token.has("openers", "closers", "say", "not", "yes_no", "pronoun", "chatter") or len(token.text) > 1


def _first_content(sentence: Clause) -> Token | None:
    return next((t for t in sentence.tokens if t.kind not in ("break", "skip") and not t.is_noise), None)


def _asks(sentence: Clause) -> bool:
    """Tell whether a sentence is a question."""
    if _ends_in_question(sentence) or sentence.marks & _STRONG:
        return True
    first = _first_content(sentence)
    if first is not None and first.has(*_LEADING) and not first.symbols:
        return True
    if _has_yes_no(sentence) or ("either_or" in sentence.marks and len(sentence.quantities) > 1):
        return True
    if sentence.quantities and ("if" in sentence.marks or _is_under_a_rate(sentence) or implied_by(sentence)):
        return True
    return (
        not sentence.quantities and bool(sentence.marks & _WEAK) and not (_states_order(sentence) or sentence.sets_off)
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
    pieces = _segments(sentence)
    return len(pieces) > 1 and all(p.marks & {"highest", "lowest"} and first_of_all(p) for p in pieces)


def _ends_in_question(sentence: Clause) -> bool:
    return "question" in sentence.marks and any(t.kind == "stop" and t.has("question") for t in sentence.tokens)


def _has_yes_no(sentence: Clause) -> bool:
    return "yes_no" in sentence.marks and any(t.has("yes_no") and t.text not in _AUXILIARIES for t in sentence.tokens)


def _wants_yes_no(sentence: Clause) -> bool:
    if sentence.marks & _STRONG:
        return False
    if _has_yes_no(sentence):
        return True
    first = _first_content(sentence)
    asks = _ends_in_question(sentence)
    if first is not None and (first.text in _AUXILIARIES or (asks and first.has("not"))):
        return True
    return asks and bool(sentence.quantities) and not sentence.marks & (_LEADING - {"yes_no", "rank", "define"})


def _segments(sentence: Clause) -> list[Clause]:
    """Cut a sentence so that each piece states one thing."""
    if "for_every" in sentence.marks and len(sentence.quantities) == 2:
        return [sentence]
    toks = _without_restatements(sentence.tokens) if sentence.quantities else sentence.tokens
    if len(sentence.quantities) > 2 and sentence.marks & {*_RECKONING, "be"}:
        toks = _without_reckonings(toks)
    pieces: list[list[Token]] = [[]]
    current = pieces[-1]
    depth = 0
    for index, token in enumerate(toks):
        if token.kind == "break":
            depth += (token.text in _OPENING) - (token.text in _CLOSING)
            boundary = depth <= 0 and token.text not in _NO_BOUNDARY
        else:
            boundary = "and" in token.meaning.classes or _parts_named_amounts(toks, index)
        if boundary and (_is_complete(current) or _grades(current, toks)) and _goes_on(toks[index + 1 :]):
            current = []
            pieces.append(current)
            continue
        if token.quantity is not None and not _belongs(current, token) and any(t.quantity is not None for t in current):
            cut = _cut(current)
            pieces[-1], current = current[:cut], [*current[cut:], token]
            pieces.append(current)
            continue
        current.append(token)
    if len(pieces) == 1 and len(toks) == len(sentence.tokens):
        return [sentence]
    found = [piece for piece in pieces if any(map(is_filled, piece))]
    if len(found) > 1 and not _is_complete(found[-1]) and not any(map(is_name, found[-1])):
        last = found.pop()
        found[-1] += last
    return [Clause(tuple(piece), sentence.facts) for piece in found]


_OPENING = frozenset("(（[【")
_CLOSING = frozenset(")）]】")
_NO_BOUNDARY = _CLOSING | frozenset(":/\"'")


def _is_complete(piece: Sequence[Token]) -> bool:
    """Tell whether a piece already states something."""
    named = signed = False
    for token in piece:
        if token.quantity is not None:
            return True
        meaning = token.meaning
        named = named or meaning.is_slot
        if meaning.classes:
            signed = signed or not _SIGNS.isdisjoint(meaning.classes)
        if "level" in meaning.ids and is_level_of(token, piece):
            return True
    return named and signed


_SIGNS = frozenset({"positive", "negative", "highest", "lowest"})


def _grades(piece: Sequence[Token], toks: Sequence[Token]) -> bool:
    """`…, US medium, Japan very low`: a level of somebody, of what is named elsewhere in the sentence; or a mere exclamation."""
    if any(token.has("who_says") for token in piece):
        return True
    return any(token.ids("entity") for token in piece) and any(is_level_of(token, toks) for token in piece)


def _goes_on(rest: Sequence[Token]) -> bool:
    """Tell whether something is stated, or named, behind a boundary; a period alone still belongs to what came before."""
    for token in rest:
        if token.quantity is not None or token.kind == "unread" or token.meaning.is_name or token.meaning.is_verb:
            return True
        if token.has("positive", "negative"):
            return True
    return False


def _parts_named_amounts(toks: Sequence[Token], index: int) -> bool:
    """Tell whether a stroke stands between amounts with their names behind them: `166 assets / 75 liabilities`."""
    if toks[index].text != "/" or index < 2 or index + 1 >= len(toks):
        return False
    named = toks[index - 2].quantity is not None and bool(toks[index - 1].ids("measure"))
    return named and toks[index + 1].quantity is not None


def _belongs(current: Sequence[Token], token: Token) -> bool:
    """`from 37 to nearly 100`, `3.76bn vs 2bn`: two amounts in one statement."""
    last = next((t for t in reversed(current) if t.kind == "quantity" or not t.is_noise), None)
    if last is None or token.quantity is None:
        return False
    if last.has("be") and not any(map(is_slot, current)) and any(t.has("minus", "over", "plus") for t in current):
        return True  # what two amounts come to
    return last.has("versus", "minus", "over", "instead_of", "plus")


def _cut(current: Sequence[Token]) -> int:
    """Where the words of the next amount begin: behind the last one and what it is a share of."""
    last = max(index for index, t in enumerate(current) if t.kind == "quantity")
    cut = last + 1
    for index in range(last + 1, len(current)):
        token = current[index]
        if (
            token.ids("measure") and any(t.has("share_of") or t.text in ("of", "的") for t in current[last + 1 : index])
        ) or token.kind == "break":
            cut = index + 1
            break
        if is_slot(token):
            break
    return cut


_RECKONING = frozenset({"minus", "plus", "over", "times_sign"})


def _without_reckonings(toks: Sequence[Token]) -> list[Token]:
    """Leave out what amounts come to, `252% minus 134% is 118%`: what is said of something, named beside it, stays."""
    spoken = [index for index, token in enumerate(toks) if not token.is_noise]
    dropped: set[int] = set()
    for at, first in enumerate(spoken):
        if toks[first].quantity is None or first in dropped:
            continue
        taken = _reckoned(toks, spoken[at + 1 :])
        before = next((toks[i] for i in reversed(spoken[:at]) if toks[i].quantity or is_slot(toks[i])), None)
        dropped |= taken
        if taken and (before is None or not is_slot(before)):
            dropped.add(first)
    return [token for index, token in enumerate(toks) if index not in dropped]


def _reckoned(toks: Sequence[Token], following: Sequence[int]) -> set[int]:
    """The places of the signs, the bare amounts and the result behind the first amount of a reckoning; none if it is none."""
    found: set[int] = set()
    sign, named, reckons = None, False, False
    for index in following:
        token = toks[index]
        if sign is None and token.quantity is not None and (token.quantity.value or 0) < 0:
            found.add(index)  # 252% minus 134%
            reckons = True
        elif sign is None:
            if not token.has(*_RECKONING) and not (reckons and token.has("be")):
                break
            sign, named = index, False
        elif token.quantity is None:
            named = True
            if not is_slot(token) or toks[sign].has("be"):
                break
        else:
            found |= set() if named else {sign, index}
            if toks[sign].has("be"):
                return found
            sign, reckons = None, True
    return set()


def _without_restatements(toks: Sequence[Token]) -> Sequence[Token]:
    """Leave out an amount in parentheses right behind an amount: `43億美元(約310億人民幣)`."""
    if not any(token.kind == "break" and token.text in "(（" for token in toks):
        return toks
    kept: list[Token] = []
    skipping = False
    for index, token in enumerate(toks):
        if token.text in ("(", "（") and kept and kept[-1].kind == "quantity":
            closing = next((i for i in range(index, len(toks)) if toks[i].text in (")", "）")), None)
            inner = toks[index + 1 : closing] if closing else []
            if any(t.kind == "quantity" for t in inner) and not any(is_name(t) for t in inner):
                skipping = True
        if not skipping:
            kept.append(token)
        elif token.text in (")", "）"):
            skipping = False
    return kept


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
