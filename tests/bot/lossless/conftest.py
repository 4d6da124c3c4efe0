import importlib.util
import sys
from pathlib import Path

import pytest

from bot.localapi import LocalApi

SPEC = importlib.util.spec_from_file_location("lossless_house", Path(__file__).with_name("house.py"))
HOUSE = importlib.util.module_from_spec(SPEC)
sys.modules["lossless_house"] = HOUSE
SPEC.loader.exec_module(HOUSE)


@pytest.fixture
def house():
    return HOUSE


@pytest.fixture(scope="session")
def postgres():
    one = HOUSE.Postgres()
    yield one
    one.close()


@pytest.fixture(scope="session")
def valkey():
    one = HOUSE.Valkey()
    yield one
    one.stop()


@pytest.fixture
async def api():
    async with LocalApi(username="zhangben_bot") as running:
        yield running


@pytest.fixture
async def balancer():
    async with HOUSE.Balancer() as running:
        yield running


@pytest.fixture
def hire():
    """Make replicas; whatever is left of them at the end is stopped."""
    hired = []

    def make(api, **settings):
        one = HOUSE.Replica(BOT_TOKEN=api.token, TELEGRAM_API_URL=api.url, **settings)
        hired.append(one)
        return one

    yield make
    for one in hired:
        one.stop()


@pytest.fixture
def database(postgres):
    """An empty database on the server."""
    postgres.server.psql("SET client_min_messages TO warning; DROP SCHEMA public CASCADE; CREATE SCHEMA public;")
    return postgres.url
