"""What all tests share: the two ledgers, loaded once, and a fixed day."""

import logging
import sys
from datetime import date

import pytest
import structlog

from grammar.lexicon import Lexicon
from grammar.utterance import Context
from knowledge import Knowledge, folders_in

TODAY = date(2026, 11, 24)
SEEDS = [folder for folder in folders_in() if folder.name in {"openai", "governments"}]


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return Knowledge.of(SEEDS)


@pytest.fixture(scope="session")
def lexicon(knowledge: Knowledge) -> Lexicon:
    return knowledge.lexicon


@pytest.fixture(scope="session")
def context() -> Context:
    return Context(TODAY)


@pytest.fixture(autouse=True)
def log_of_its_own():
    """Each test begins with an unconfigured log: a program that one of them starts sets the level for all."""
    hook, handlers = sys.excepthook, list(logging.getLogger().handlers)
    yield
    if structlog.is_configured():
        structlog.reset_defaults()
        logging.getLogger().handlers[:] = handlers
        sys.excepthook = hook
