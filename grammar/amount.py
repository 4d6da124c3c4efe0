"""Amounts: a number with its unit, before hedges and ranges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from grammar import english_numeral, han_numeral
from grammar.currency import UNNAMED
from grammar.lexeme import Lexeme
from grammar.numeral import LETTER_SCALES, Numeral, digits, is_digits
from grammar.text import is_han

_HUNDRED = Decimal(100)
_TEN = Decimal(10)
_GAPS = frozenset({"", " "})
_STANDALONE_SIGN = re.compile(r"(?:^|[:=(,;，。、\n])\s?$")
_NO_TENTHS = frozenset("本长员立果熟交为功分了品")  # 成本, 成长, 成立
_HALF_OF = re.compile(r" (?:of|the|its|their|a|that|as|what)(?! (?:20\d\d|year))|\s?$|[,.?!]")
_A_PERIOD = re.compile(r" (?:of (?:20\d\d|the year|fiscal|last|this|next)|20\d\d)")
_LETTERS = re.compile(rf"\s({'|'.join(name for name in LETTER_SCALES if len(name) > 1)})(?![a-z0-9])")
_CENTS = re.compile(r"\s?c(?![a-z0-9])")
_ENDS = re.compile(r"\s?(?:$|[.,;!?，。；！？)\n])")
_GLUED_SHARE = re.compile(r"(?<![a-z0-9])[a-z]{3,7}$")
_LARGEST_FRACTION = 10
_LONGEST_NUMERAL = 60  # words
DISCOUNT = "discount"  # 75折: no share that anyone claims
_HALF = Decimal("0.5")
_CLOSING = frozenset("的了吗呢吧啊多以左才不哦喔啦")
_MORE_THAN_HALF = frozenset({"过半", "大半"})


class Amount(NamedTuple):
    """A number with its unit: what stands between `start` and `end`.

    Attributes:
        scale: The power of ten that a word or letter behind the number said; a range's first number may borrow it.
        first: Index of its first lexeme; `last`: the one after its last.
        is_bare: Whether the number is a Chinese numeral of one or two signs with no unit: a word more often than a figure.
    """

    numeral: Numeral
    unit: str
    start: int
    end: int
    first: int
    last: int
    scale: int = 0
    is_bare: bool = False


class AmountReader:
    """Reads amounts at places of one text."""

    def __init__(self, text: str, found: Sequence[Lexeme]) -> None:
        self.text = text
        self.found = found

    def role(self, index: int, name: str) -> str | None:
        """Return what the lexeme at an index says in a role; None where it has none, or there is no lexeme."""
        return self.found[index].roles.get(name) if 0 <= index < len(self.found) else None

    def gap(self, index: int) -> str:
        """Return what stands between the lexeme at an index and the one before it."""
        return self.text[self.found[index - 1].end : self.found[index].start]

    def follows(self, index: int) -> bool:
        """Tell whether a lexeme follows the one before it at once, or behind a space."""
        return 0 < index < len(self.found) and self.gap(index) in _GAPS

    def read(self, index: int) -> Amount | None:
        """Read the amount that begins with the lexeme at an index; None where none does."""
        roles = self.found[index].roles
        if "doubling" in roles:
            lexeme = self.found[index]
            return Amount(Numeral(Decimal(roles["doubling"]), 0), "ratio", lexeme.start, lexeme.end, index, index + 1)
        if "half_of" in roles:
            return self._half_of(index)
        start, unit, sign, place, power = self.found[index].start, "", "", index, 0
        for _ in range(2 if "sign" in roles or "currency" in roles else 0):  # -$5, $-5
            if not sign and self.role(place, "sign") is not None and self._is_sign(place):
                sign, place = self.found[place].text, place + 1
            elif not unit and self.role(place, "currency") and self.follows(place + 1):
                power = int(self.role(place, "millions") or 0)
                unit, place = self.role(place, "currency") or "", place + 1
        if place >= len(self.found) or (place > index and not self.follows(place) and not sign):
            return None
        found = self._number_with_unit(index, place, start, unit, negative=bool(sign))
        if found is None or not power or found.scale:
            return found
        return found._replace(numeral=found.numeral.scaled(power), scale=power)

    def _is_sign(self, index: int) -> bool:
        """Tell a sign from a hyphen or an operator."""
        lexeme = self.found[index]
        if index + 1 >= len(self.found):
            return False
        before = self.text[max(0, lexeme.start - 2) : lexeme.start]
        if lexeme.text == "-":
            if self.gap(index + 1):
                return self.gap(index + 1) == " " and _STANDALONE_SIGN.search(before) is not None
            return not before or not (before[-1].isalnum() or before[-1] in ")]}%）】")
        return self.follows(index + 1) and not (
            index and "digits" in self.found[index - 1].roles and self.gap(index) == " "
        )

    def _half_of(self, index: int) -> Amount:
        lexeme = self.found[index]
        more = _HUNDRED if lexeme.text in _MORE_THAN_HALF else None
        return Amount(Numeral(Decimal(50), 0, None, more), "percent", lexeme.start, lexeme.end, index, index + 1)

    def _number_with_unit(self, index: int, place: int, start: int, unit: str, *, negative: bool) -> Amount | None:
        if place < len(self.found) and "ordinal" in self.found[place].roles:
            return None
        number = self._number(place)
        if number is None:
            return None
        if place == index:
            if not self._is_free(number):
                return None
            start = number.start
        if negative:
            number = number._replace(numeral=number.numeral.negated())
        if number.unit:
            return None if unit else number._replace(start=start, first=index)
        return self._with_unit(number, unit, start, index)

    def _is_free(self, number: Amount) -> bool:
        """Tell whether digits stand by themselves, not inside a word or a number with several points (gpt4, 1.2.3)."""
        if "digits" not in self.found[number.first].roles or not number.start:
            return True
        before = self.text[number.start - 1]
        if _GLUED_SHARE.search(self.text, max(0, number.start - 8), number.start):  # GDP23%, no gpt4
            return self.text[number.end : number.end + 1] in {"%", "趴"}
        return not (before.isascii() and (before.isalnum() or before == "."))

    # ----- numbers ---------------------------------------------------------------------------------------------------

    def _number(self, index: int) -> Amount | None:
        roles = self.found[index].roles
        if "han" in roles:
            return self._han(index)
        if "digits" in roles:
            following = self.found[index + 1].roles if index + 1 < len(self.found) else {}
            if "letters" not in roles and self.follows(index + 1):
                if following.keys() & {"han", "parts", "tenths", "discount", "and_parts"}:
                    return self._han(index)
                if "word" in following or ("join" in following and self.found[index + 1].text == "and"):
                    return self._english(index)
            return self._digits(index)
        if "word" in roles or "half" in roles or self._is_point(index):
            return self._english(index)
        return self._a_part(index) if "part" in roles else None

    def _is_point(self, index: int) -> bool:
        """Tell whether a number begins with its point: point 77."""
        return self.found[index].text == "point" and self.role(index + 1, "digits") is not None

    def _digits(self, index: int) -> Amount | None:
        lexeme = self.found[index]
        power = int(lexeme.roles.get("letters", 0))
        number = digits(lexeme.text)
        following = self.text[lexeme.end : lexeme.end + 2]
        if following[:1] == "." and following[1:].isdigit():
            return None
        ratio = self._slashed(index, number)
        if ratio is not None:
            return ratio
        part = self._fraction(index, index + 1, number)
        return part or Amount(number.scaled(power), "", lexeme.start, lexeme.end, index, index + 1, power)

    def _slashed(self, index: int, above: Numeral) -> Amount | None:
        """Read 1/2 and 20/100: small fractions, no dates and no quotients of figures."""
        lexeme = self.found[index]
        if index + 1 >= len(self.found) or self.gap(index + 1) != "/" or "digits" not in self.found[index + 1].roles:
            return None
        second = self.found[index + 1]
        if not is_digits(lexeme.text) or not second.text.isdigit() or not lexeme.text.isdigit():
            return None
        below = Decimal(second.text)
        around = self.text[lexeme.start - 1 : lexeme.start] + self.text[second.end : second.end + 1]
        if not above.value < below or "/" in around or not (below <= _LARGEST_FRACTION or below == _HUNDRED):
            return None
        return self._share(above.value, below, index, index + 2)

    def _share(self, above: Decimal, below: Decimal, first: int, last: int) -> Amount:
        share = Numeral(above * 100 / below, -2)
        return Amount(share, "percent", self.found[first].start, self.found[last - 1].end, first, last)

    def _han(self, index: int) -> Amount | None:
        """Read a Chinese numeral, a share in tenths (三成五), or a fraction (三分之二)."""
        signs = []
        last = index
        while last < min(len(self.found), index + _LONGEST_NUMERAL):
            lexeme = self.found[last]
            if last > index and self.gap(last) and not (self.gap(last) == " " and self._is_spaced(last)):
                break
            if "han" in lexeme.roles:
                signs.append(lexeme.roles["han"] or lexeme.text)
            elif "digits" in lexeme.roles and "letters" not in lexeme.roles:
                signs.append(lexeme.text)
            else:
                break
            last += 1
        if not signs:
            return None
        number, count = han_numeral.read_signs(signs)
        if number is None and signs[0] in han_numeral.LARGE_UNIT and self.role(index + 1, "parts") is not None:
            number, count = Numeral(Decimal(1).scaleb(han_numeral.LARGE_UNIT[signs[0]]), 0), 1  # 万分之四
        if number is None:
            return self._digits(index) if "digits" in self.found[index].roles else None
        last = index + count
        end = self.found[last - 1].end
        relative = self._relative(index, last, number)
        if relative is not None:
            return relative
        bare = "digits" not in self.found[index].roles and count <= 2 and abs(number.value) < _HUNDRED
        scale = sum(han_numeral.LARGE_UNIT.get(sign, 0) for sign in signs[:count])
        return Amount(number, "", self.found[index].start, end, index, last, scale, bare)

    def _is_spaced(self, index: int) -> bool:
        """Tell whether a space may stand in a numeral before a lexeme: 4.3 十億, 20 多億, 7万 5千."""
        left, right = self.found[index - 1], self.found[index]
        if "digits" in left.roles and "han" in right.roles:
            sign = right.roles["han"] or right.text
            return sign in han_numeral.UNIT or sign in han_numeral.MORE
        following = self.found[index + 1].text if index + 1 < len(self.found) and not self.gap(index + 1) else ""
        power = han_numeral.UNIT.get(following, 0)
        return "digits" in right.roles and 0 < power < han_numeral.UNIT.get(left.text, 0)

    def _relative(self, first: int, last: int, number: Numeral) -> Amount | None:
        """What 成, 折, 分之 and 又…分之 make of the numeral before them."""
        if not (last < len(self.found) and self.follows(last)):
            return None
        lexeme = self.found[last]
        if "discount" in lexeme.roles and not lexeme.roles.keys() & {"han"}:
            return Amount(number, DISCOUNT, self.found[first].start, lexeme.end, first, last + 1)
        if "tenths" in lexeme.roles and self.text[lexeme.end : lexeme.end + 1] not in _NO_TENTHS:
            return self._tenths(first, last, number)
        if "parts" in lexeme.roles:
            return self._parts(first, last, number)
        if "and_parts" in lexeme.roles and self.follows(last + 1):
            part = self._han(last + 1) if self.found[last + 1].roles.keys() & {"han", "digits"} else None
            if part is not None and part.unit == "percent":
                whole = Numeral(number.value + part.numeral.value / 100, -2)
                return Amount(whole, "", self.found[first].start, part.end, first, part.last)
        return None

    def _tenths(self, first: int, last: int, number: Numeral) -> Amount | None:
        share, end, after = number.scaled(1), self.found[last].end, last + 1
        rest = self.found[after] if after < len(self.found) and self.follows(after) else None
        if rest is not None and rest.text == "半":
            share, end, after = Numeral(share.value + 5, 0), rest.end, after + 1
        elif rest is not None and rest.text in han_numeral.DIGIT and not self._goes_on(after + 1):
            share, end, after = Numeral(share.value + han_numeral.DIGIT[rest.text], 0), rest.end, after + 1
        if number.value > _TEN:
            return None
        return Amount(share, "percent", self.found[first].start, end, first, after)

    def _goes_on(self, index: int) -> bool:
        return (
            index < len(self.found) and not self.gap(index) and bool(self.found[index].roles.keys() & {"han", "unit"})
        )

    def _parts(self, first: int, last: int, below: Numeral) -> Amount | None:
        place = last + 1
        negative = self.role(place, "sign") is not None
        above = self._number(place + negative) if place + negative < len(self.found) and self.follows(place) else None
        if above is None or above.unit or not below.value:
            return None
        value = above.numeral.negated() if negative else above.numeral
        start = self.found[first].start
        if below.value == _HUNDRED:
            return Amount(value, "percent", start, above.end, first, above.last)
        share = value.value * 100 / below.value
        return Amount(
            Numeral(share, -2 if below.value < _HUNDRED else -6), "percent", start, above.end, first, above.last
        )

    def _english(self, index: int) -> Amount | None:
        first = self.found[index]
        start = first.start
        article = self._article(start)
        if "half" in first.roles:
            return self._half(index)
        words, last = [], index
        while last < min(len(self.found), index + _LONGEST_NUMERAL):
            lexeme = self.found[last]
            if last > index and self.gap(last) not in (" ", "", " a "):
                break
            is_number = "word" in lexeme.roles or ("digits" in lexeme.roles and "letters" not in lexeme.roles)
            if not is_number and lexeme.text not in ("and", "point", "-"):
                break
            if lexeme.text != "-":
                words.append((lexeme.text, last))
            last += 1
        number, count = english_numeral.read_words([word for word, _ in words])
        if number is None or (first.text in english_numeral.SCALES and not (article or count > 1)):
            return None
        last = words[count - 1][1] + 1
        if self.role(last, "part") and "and" in [word for word, _ in words[:count]]:
            number, count, last = self._before_and(words, number, count, last)
        scale = english_numeral.SCALES.get(words[count - 1][0], 0)
        part = self._fraction(index, last, number)
        if part is not None:
            return part
        mixed = self._and_fraction(index, last, number)
        if mixed is not None:
            return mixed
        start, end = (article if article is not None else start), self.found[last - 1].end
        letters = _LETTERS.match(self.text, end)
        if letters is not None and scale < 3:
            scale += LETTER_SCALES[letters[1]]
            number, end = number.scaled(LETTER_SCALES[letters[1]]), letters.end()
        return Amount(number, "", start, end, index, last, scale)

    @staticmethod
    def _before_and(words: list[tuple[str, int]], number: Numeral, count: int, last: int) -> tuple[Numeral, int, int]:
        """One billion and three quarters: behind a large number what stands before the part counts its parts."""
        place = max(index for index, (word, _) in enumerate(words[:count]) if word == "and")
        if english_numeral.SCALES.get(words[place - 1][0], 0) < 3:
            return number, count, last
        shorter, size = english_numeral.read_words([word for word, _ in words[:place]])
        return (shorter, size, words[size - 1][1] + 1) if shorter is not None else (number, count, last)

    def _article(self, start: int) -> int | None:
        """The place of the `a` or `an` before a word."""
        for article in ("a ", "an "):
            place = start - len(article)
            if (
                place >= 0
                and self.text.startswith(article, place)
                and not self.text[max(0, place - 1) : place].isalnum()
            ):
                return place
        return None

    def _half(self, index: int) -> Amount | None:
        """Half a million, half of revenue."""
        lexeme = self.found[index]
        place = index + 1
        between = self.gap(place) if place < len(self.found) else ""
        if place < len(self.found) and between in (" ", " a ", " an ") and self.found[place].text in _SCALES:
            number, count = english_numeral.read_words([self.found[place].text])
            if number is not None:
                last = place + count
                half = Numeral(number.value / 2, number.exponent - 1)
                power = english_numeral.SCALES.get(self.found[place].text, 0)
                return Amount(half, "", lexeme.start, self.found[last - 1].end, index, last, power)
        article = self._article(lexeme.start)
        bounded = self.role(index - 1, "before") is not None and self.follows(index)
        if article is None and not bounded and not _HALF_OF.match(self.text, lexeme.end):
            return None
        start = lexeme.start if article is None else article
        return Amount(Numeral(Decimal(50), 0), "percent", start, lexeme.end, index, index + 1)

    def _a_part(self, index: int) -> Amount | None:
        """A third, a quarter million."""
        lexeme = self.found[index]
        article = self._article(lexeme.start)
        scaled = self._scaled_part(index, Decimal(1))
        if scaled is not None and (article is not None or lexeme.text == "quarter"):
            return scaled if article is None else scaled._replace(start=article)
        if article is None or lexeme.text.endswith("s") or _A_PERIOD.match(self.text, lexeme.end):
            return None
        return self._share(Decimal(1), Decimal(lexeme.roles["part"]), index, index + 1)._replace(start=article)

    def _scaled_part(self, index: int, count: Decimal) -> Amount | None:
        """A part of a million: three quarters billion."""
        place = index + 1
        power = english_numeral.SCALES.get(self.found[place].text, 0) if self.follows(place) else 0
        if power < 3:
            return None
        number = Numeral(count / Decimal(self.found[index].roles["part"]), -2).scaled(power)
        return Amount(number, "", self.found[index].start, self.found[place].end, index, place + 1, power)

    def _fraction(self, first: int, last: int, number: Numeral) -> Amount | None:
        """A number with a part behind it: two thirds, twenty-three fifths."""
        if self.role(last, "part") is None and last < len(self.found) and self.found[last].text == "-":
            last += 1  # one-fifth
        if self.role(last, "part") is None or not self.follows(last):
            return None
        lexeme = self.found[last]
        if number.value != number.value.to_integral() or _A_PERIOD.match(self.text, lexeme.end):
            return None
        below = Decimal(lexeme.roles["part"])
        if number.value != 1 and not lexeme.text.endswith("s"):
            return None
        scaled = self._scaled_part(last, number.value)
        if scaled is not None:
            return scaled._replace(start=self.found[first].start, first=first)
        share = Numeral(number.value * 100 / below, -2)
        return Amount(share, "percent", self.found[first].start, lexeme.end, first, last + 1)

    def _and_fraction(self, first: int, last: int, number: Numeral) -> Amount | None:
        """Three million and a half, five and a half million, one billion and a quarter million."""
        if last >= len(self.found) or self.found[last].text != "and" or last + 1 >= len(self.found):
            return None
        place = last + 1
        lexeme = self.found[place]
        article = self._article(lexeme.start)
        if "part" in lexeme.roles and article is not None and self.text[self.found[last].end : article] == " ":
            share, after = Decimal(1) / Decimal(lexeme.roles["part"]), place + 1
        elif "word" in lexeme.roles and self.follows(place):
            part = self._english(place)
            if part is None or part.unit != "percent":
                if part is None or not part.scale or part.numeral.value >= Decimal(1).scaleb(number.exponent):
                    return None
                return Amount(_plus(number, part.numeral), "", self.found[first].start, part.end, first, part.last)
            share, after = part.numeral.value / 100, part.last
        else:
            return None
        scale = english_numeral.SCALES.get(self.found[last - 1].text, 0)
        power = english_numeral.SCALES.get(self.found[after].text, 0) if self.follows(after) else 0
        if power and not scale:
            total = Numeral((number.value + share).scaleb(power), power - 1)
            return Amount(total, "", self.found[first].start, self.found[after].end, first, after + 1, power)
        added = share.scaleb(power or scale)
        total = Numeral(number.value + added, (power or scale) - 1)
        end = self.found[after].end if power else self.found[after - 1].end
        return Amount(total, "", self.found[first].start, end, first, after + bool(power), scale)

    # ----- units -----------------------------------------------------------------------------------------------------

    def _with_unit(self, number: Amount, unit: str, start: int, first: int) -> Amount | None:
        end, last, numeral, scale, prefixed = number.end, number.last, number.numeral, number.scale, bool(unit)
        following = self.found[last] if last < len(self.found) else None
        if following is not None and following.text == "-" and self._is_hyphen(last):
            last, following = last + 1, self.found[last + 1]  # a one-yen bid
        if following is not None and self.text[end : following.start] in ("", " ", "-"):
            kind = following.roles.get("unit")
            if kind == "basis_points":
                numeral, kind = numeral.scaled(-2), "percentage_points"
            if kind == "times":
                if unit:
                    return None
                end, last = following.end, last + 1
                if self._is_half(end):  # 两倍半
                    numeral, end, last = Numeral(numeral.value + _HALF, -1), end + 1, last + self.follows(last)
                return Amount(numeral, "ratio", start, end, first, last, scale)
            code = following.roles.get("currency") if kind is None else None
            if kind and not unit:
                unit, end, last = kind, following.end, last + 1
            elif code:
                unit = code if unit in ("", UNNAMED) or code != UNNAMED else unit
                end, last = following.end, last + 1
                numeral, scale, end, last = self._scale_behind(numeral, scale, end, last)
                numeral, end, last = self._with_hundredths(numeral, unit, end, last)
        elif not unit and self._is_fold(end):
            return Amount(numeral, "ratio", start, end + 1, first, last, scale)
        if prefixed and end == number.end and not scale:
            numeral, end, last = self._with_hundredths(numeral, unit, end, last)
        if end == number.end and self.text[end - 1].isascii() and self.text[end - 1].isalnum():
            letter = self.text[end : end + 1]
            if letter.isascii() and letter.isalpha() and self.text[end - 1].isdigit():
                return None
        if not unit and "out_of" in (following.roles if following else {}):
            return self._out_of(number)
        bare = number.is_bare and not unit
        return Amount(numeral, unit, start, end, first, last, scale, bare)

    def _is_half(self, end: int) -> bool:
        """Tell whether 半 adds a half to what stands before it, and opens no word of its own (半年, 半數)."""
        following = self.text[end + 1 : end + 2]
        return self.text[end : end + 1] == "半" and not (is_han(following) and following not in _CLOSING)

    def _is_hyphen(self, index: int) -> bool:
        """Tell whether a hyphen ties a number to its unit."""
        if index + 1 >= len(self.found) or self.gap(index) or self.gap(index + 1):
            return False
        roles = self.found[index + 1].roles
        return bool(roles.keys() & {"unit", "currency"}) and self.found[index + 1].text[0].isalpha()

    def _is_fold(self, end: int) -> bool:
        """The sign of a multiple: 3x."""
        return self.text[end : end + 1] == "x" and not self.text[end + 1 : end + 2].isalnum()

    def _scale_behind(self, numeral: Numeral, scale: int, end: int, last: int) -> tuple[Numeral, int, int, int]:
        """75 USD million: the scale stands behind the currency."""
        power = english_numeral.SCALES.get(self.found[last].text, 0) if self.follows(last) else 0
        if scale or power < 3:
            return numeral, scale, end, last
        return numeral.scaled(power), power, self.found[last].end, last + 1

    def _with_hundredths(self, numeral: Numeral, unit: str, end: int, last: int) -> tuple[Numeral, int, int]:
        """Add cents: thirteen dollars and forty-five cents, 五元三毛, 15 dollars 50."""
        tenths = self._tenths_of_unit(last)
        if tenths is not None and not numeral.exponent:
            return Numeral(numeral.value + tenths, -1), self.found[last].end, last + 1
        place, plain = last, True
        if place < len(self.found) and self.found[place].text in ("and", "又", "零") and self.follows(place):
            place += 1
        if numeral.exponent < 0 or not (place < len(self.found) and self.follows(place)):
            return numeral, end, last
        added = Decimal(0)
        while place < len(self.found) and self.follows(place):
            number = self._number(place)
            if number is None or number.unit or number.numeral.exponent < 0 or not 0 < number.numeral.value < 100:
                break
            after = number.last
            name = self.role(after, "subunit") if self.follows(after) else None
            cents = _CENTS.match(self.text, number.end)
            if name is None and cents:
                added, end, last = number.numeral.value / 100, cents.end(), number.last
                break
            if name is None:
                if plain and _ENDS.match(self.text, number.end) and self.text[end - 1].isascii():
                    added, end, last = number.numeral.value / 100, number.end, number.last
                break
            code, _, count = name.partition("/")
            if code not in (unit, UNNAMED) and not (unit == UNNAMED and code == "CNY") and not _is_cent(name, unit):
                break
            added += number.numeral.value / Decimal(count)
            plain, end, last = False, self.found[after].end, after + 1
            place = last
        if not added:
            return numeral, end, last
        return Numeral(numeral.value + added, -2), end, last

    def _tenths_of_unit(self, index: int) -> Decimal | None:
        """一块二 is 1.2: a digit glued to the word for the unit, with nothing behind it."""
        if index >= len(self.found) or self.gap(index) or self.found[index - 1].text not in _COINS:
            return None
        digit = han_numeral.DIGIT.get(self.found[index].text)
        if not digit or self._goes_on(index + 1) or not _ENDS.match(self.text, self.found[index].end):
            return None
        return Decimal(digit) / 10

    def _out_of(self, number: Amount) -> Amount | None:
        """Nine out of ten."""
        below = self._number(number.last + 1) if self.follows(number.last + 1) else None
        if below is None or below.unit or not number.numeral.value <= below.numeral.value or not below.numeral.value:
            return Amount(number.numeral, "", number.start, number.end, number.first, number.last, number.scale)
        share = Numeral(number.numeral.value * 100 / below.numeral.value, -2)
        return Amount(share, "percent", number.start, below.end, number.first, below.last)


_COINS = frozenset({"块", "元", "蚊"})
_SCALES = english_numeral.SCALES.keys() | english_numeral.DOZEN


def _is_cent(name: str, unit: str) -> bool:
    """Many currencies have cents."""
    return name == "USD/100" and unit not in ("GBP", "INR", "JPY", "CNY")


def _plus(first: Numeral, second: Numeral) -> Numeral:
    return Numeral(first.value + second.value, min(first.exponent, second.exponent))
