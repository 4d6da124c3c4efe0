"""Pages of other people in the same browser: what they send is refused, whatever they ask for."""

import json

import aiohttp
import pytest

from bot.localapi import LocalApi
from bot.localapi.guard import is_own_name

EVERYWHERE = "0.0.0.0"  # noqa: S104
ELSEWHERE = [
    {"Origin": "https://example.org"},
    {"Origin": "null"},
    {"Origin": "http://127.0.0.1:1"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Host": "example.org"},
    {"Host": "127.0.0.1.example.org"},
    {"Host": "localhost.example.org"},
    {"Host": "[::1].example.org"},
    {"Host": ""},
    {"Host": "example.org", "Origin": "http://example.org", "Sec-Fetch-Site": "same-origin"},  # DNS rebinding
]


@pytest.fixture
async def session(api):
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest.mark.parametrize("headers", ELSEWHERE)
async def test_another_page_drives_nothing(api, session, headers):
    api.people.private(api.people.user("Ann"))
    before = len(api.world.users)
    person = {"first_name": "Eve"}
    tried = [
        ("POST", "/control/user", {"json": person}),
        ("POST", "/control/user", {"data": json.dumps(person), "headers": {"Content-Type": "text/plain"}}),
        ("GET", "/control/outbox", {}),
        ("GET", "/control/events", {}),
        ("POST", f"/bot{api.token}/getUpdates", {"data": {"timeout": "0"}}),
        ("GET", f"/bot{api.token}/getMe", {}),
        ("GET", f"/file/bot{api.token}/photos/1.png", {}),
        ("OPTIONS", "/control/user", {}),
    ]
    for method, path, sent in tried:
        how = sent | {"headers": sent.get("headers", {}) | headers}
        async with session.request(method, f"{api.url}{path}", **how) as answer:
            assert answer.status == 403, path
            assert "Access-Control-Allow-Origin" not in answer.headers
            assert (await answer.json())["ok"] is False
    assert len(api.world.users) == before
    assert api.outbox.calls == []


@pytest.mark.parametrize("own", [True, False])
async def test_the_servers_own_page_and_programs_are_served(api, session, own):
    headers = {"Origin": api.url, "Sec-Fetch-Site": "same-origin"} if own else {}
    async with session.post(f"{api.url}/control/user", json={"first_name": "Ann"}, headers=headers) as answer:
        assert answer.status == 200
    async with session.get(f"{api.url}/bot{api.token}/getMe", headers=headers) as answer:
        assert answer.status == 200


async def test_a_link_to_the_front_page_works_from_anywhere(api, session):
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    async with session.get(f"{api.url}/", headers=headers) as answer:
        assert answer.status == 404  # there is none here, but nobody is turned away
    async with session.get(f"{api.url}/", headers={"Host": "example.org"}) as answer:
        assert answer.status == 403


@pytest.mark.parametrize(
    ("called", "host", "own"),
    [
        ("127.0.0.1:8090", "127.0.0.1", True),
        ("localhost", "127.0.0.1", True),
        ("LOCALHOST:8090", EVERYWHERE, True),
        ("demo.localhost:8090", EVERYWHERE, True),
        ("[::1]:8090", "::1", True),
        ("192.168.1.7:8090", EVERYWHERE, True),
        ("telegram:8081", "telegram", True),
        ("telegram:8081", EVERYWHERE, False),
        ("127.0.0.1@example.org", "127.0.0.1", False),
        ("0x7f.1", "127.0.0.1", False),
        ("[", "127.0.0.1", False),
    ],
)
def test_names_that_lead_here(called, host, own):
    assert is_own_name(called, host) is own


async def test_a_server_that_listens_everywhere_is_found_at_home():
    async with LocalApi(host=EVERYWHERE) as api, aiohttp.ClientSession() as session:
        assert api.url.startswith("http://127.0.0.1:")
        async with session.get(f"{api.base_url}{api.token}/getMe") as answer:
            assert answer.status == 200
