"""The line as the surfaces call it: a text, the chosen language and a mode in, a reply out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.conversation import asked_before, locale_of, reply, suggest
from bot.render import render_coverage, render_help, render_sources
from bot.reply import Reply
from grammar.utterance import Context
from knowledge import Knowledge

DEFAULT = "en"


@dataclass(frozen=True)
class Responder:
    """Answers over some knowledge.

    Attributes:
        knowledge: What is known.
        today: Tells the day; "this year" counts from it.
    """

    knowledge: Knowledge
    today: Callable[[], date]

    def __call__(self, text: str, language: str | None, mode: str = "message", antecedent: str = "") -> Reply:
        """Reply to a text.

        Args:
            text: As it was sent; for `help` and `start` it may be empty, for `sources` it is the id of one, or empty for all.
            language: What the user has chosen; the text's own script comes first.
            mode: `message inline-prefix help start sources coverage`.
            antecedent: The canonical form of the question that the text may follow up.
        """
        context = Context(self.today(), language or DEFAULT, asked_before(antecedent))
        if mode == "inline-prefix":
            return suggest(text, self.knowledge, context)
        if mode in ("help", "start") and not text.strip():
            locale = locale_of("", language or DEFAULT)
            return render_help(locale, self.knowledge.catalogue, self.knowledge.examples())
        if mode == "sources":
            return render_sources(locale_of("", language or DEFAULT), self.knowledge.catalogue, text)
        if mode == "coverage":
            return render_coverage(locale_of("", language or DEFAULT), self.knowledge.catalogue)
        return reply(text, self.knowledge, context)
