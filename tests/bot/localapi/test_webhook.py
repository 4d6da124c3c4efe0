"""Deliveries to a bot's own server."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from aiohttp import web

from bot.localapi import LocalApi
from bot.localapi.webhook import SECRET_HEADER


class Site:
    """A bot's server that does as it is told."""

    def __init__(self) -> None:
        self.got, self.headers, self.answers = [], [], []
        self.busy = self.most = 0
        self.hold = asyncio.Event()
        self.hold.set()

    async def handle(self, request: Any) -> Any:
        self.got.append(await request.json())
        self.headers.append(request.headers)
        self.busy += 1
        self.most = max(self.most, self.busy)
        await self.hold.wait()
        self.busy -= 1
        return self.answers.pop(0) if self.answers else web.Response()

    def texts(self) -> Any:
        return [update["message"]["text"] for update in self.got]


@pytest.fixture
async def site(api: LocalApi, desk: SimpleNamespace) -> Any:
    site = Site()
    application = web.Application()
    application.router.add_post("/telegram", site.handle)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    site.url = f"http://127.0.0.1:{runner.addresses[0][1]}/telegram"
    api.bot.updates.clear()
    yield site
    site.hold.set()
    await runner.cleanup()


@pytest.mark.rule("secret-sent")
async def test_updates_are_posted_with_the_secret(
    api: LocalApi, raw: Any, desk: SimpleNamespace, site: Any, until: Any
) -> None:
    api.people.send(desk.ann, desk.private, "before")
    await raw.ok("setWebhook", url=site.url, secret_token="s3-c_ret", max_connections=3)  # noqa: S106
    api.people.send(desk.ann, desk.private, "after")
    await until(lambda: not api.bot.updates.pending())
    assert site.texts() == ["before", "after"]
    assert [headers[SECRET_HEADER] for headers in site.headers] == ["s3-c_ret"] * 2
    info = await raw.ok("getWebhookInfo")
    assert (info["url"], info["pending_update_count"], info["max_connections"]) == (site.url, 0, 3)
    await raw.ok("deleteWebhook")
    assert (await raw.ok("getWebhookInfo"))["url"] == ""


@pytest.mark.rule("drop-pending")
async def test_setting_may_drop_what_waits_and_limit_kinds(
    api: LocalApi, raw: Any, desk: SimpleNamespace, site: Any, until: Any
) -> None:
    api.people.send(desk.ann, desk.private, "before")
    await raw.ok("setWebhook", url=site.url, drop_pending_updates=True, allowed_updates=["message"])
    message = api.people.send(desk.ann, desk.private, "after")
    api.people.edit(message, "changed")
    await until(lambda: not api.bot.updates.pending())
    assert site.texts() == ["after"]
    await raw.ok("setWebhook", url="")
    assert await raw.ok("getUpdates") == []


@pytest.mark.rule("one-a-chat")
async def test_one_delivery_in_flight_a_chat(
    api: LocalApi, raw: Any, desk: SimpleNamespace, site: Any, until: Any
) -> None:
    site.hold.clear()
    await raw.ok("setWebhook", url=site.url)
    for text in "ab":
        api.people.send(desk.ann, desk.private, text)
    await until(lambda: len(site.got) == 1)
    api.people.send(desk.bob, api.people.private(desk.bob), "c")
    await until(lambda: len(site.got) == 2)
    await asyncio.sleep(0.05)
    assert site.texts() == ["a", "c"]  # b waits for a, c does not
    site.hold.set()
    await until(lambda: len(site.got) == 3)
    assert site.texts() == ["a", "c", "b"]


@pytest.mark.rule("connections")
@pytest.mark.beside("connections")
async def test_no_more_connections_than_asked_for(api: LocalApi, raw: Any, site: Any, until: Any) -> None:
    site.hold.clear()
    await raw.ok("setWebhook", url=site.url, max_connections=2)
    for name in "abcde":
        user = api.people.user(name)
        api.people.send(user, api.people.private(user), name)
    await until(lambda: len(site.got) == 2)
    await asyncio.sleep(0.05)
    assert len(site.got) == 2
    site.hold.set()
    await until(lambda: len(site.got) == 5)
    assert site.most == 2


@pytest.mark.rule("delivery-again")
async def test_failures_are_repeated_with_the_same_id(
    api: LocalApi, raw: Any, desk: SimpleNamespace, site: Any, until: Any
) -> None:
    site.answers = [web.Response(status=500) for _ in range(4)]
    await raw.ok("setWebhook", url=site.url)
    api.people.send(desk.ann, desk.private, "x")
    await until(lambda: len(site.got) == 2)  # the second comes at once
    for failures, pause in ((2, 2), (3, 4), (4, 8)):
        await until(lambda failures=failures: api.bot.webhook.failures == failures)
        api.clock.advance(pause - 0.5)
        await asyncio.sleep(0.02)
        assert len(site.got) == failures
        api.clock.advance(0.5)
    await until(lambda: len(site.got) == 5)
    assert len({update["update_id"] for update in site.got}) == 1
    info = await raw.ok("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"


@pytest.mark.rule("retry-after")
@pytest.mark.beside("retry-after")
async def test_retry_after_is_honoured(api: LocalApi, raw: Any, desk: SimpleNamespace, site: Any, until: Any) -> None:
    site.answers = [web.Response(status=503, headers={"Retry-After": "30"})]
    await raw.ok("setWebhook", url=site.url)
    api.people.send(desk.ann, desk.private, "x")
    await until(lambda: api.bot.webhook.failures == 1)
    api.clock.advance(29)
    await asyncio.sleep(0.02)
    assert len(site.got) == 1
    api.clock.advance(1)
    await until(lambda: len(site.got) == 2)


@pytest.mark.rule("delivery-expires")
@pytest.mark.beside("delivery-expires")
async def test_an_update_that_is_too_old_is_given_up(
    api: LocalApi, raw: Any, desk: SimpleNamespace, site: Any, until: Any
) -> None:
    site.answers = [web.Response(status=500) for _ in range(9)]
    await raw.ok("setWebhook", url=site.url)
    api.people.inline(desk.ann, "x")
    for failures, pause in ((2, 2), (3, 4), (4, 8)):
        await until(lambda failures=failures: api.bot.webhook.failures == failures)
        api.clock.advance(pause)
    await until(lambda: not api.bot.updates.pending())  # the next attempt would be 16 s later, after the 30 of its life
    assert len(site.got) == 5


async def test_a_server_that_is_not_there(api: LocalApi, raw: Any, desk: SimpleNamespace, until: Any) -> None:
    await raw.ok("setWebhook", url="http://127.0.0.1:9/telegram")
    api.people.send(desk.ann, desk.private, "x")
    await until(lambda: api.bot.webhook.failures >= 2)
    info = await raw.ok("getWebhookInfo")
    assert "Cannot connect" in info["last_error_message"]
    assert info["pending_update_count"] == 2  # with the group's my_chat_member
    await raw.ok("deleteWebhook")
    assert len(await raw.ok("getUpdates")) == 2  # nothing is lost


@pytest.mark.rule("response-time")
@pytest.mark.beside("response-time")
async def test_a_slow_answer_is_a_failure(
    api: LocalApi, raw: Any, desk: SimpleNamespace, site: Any, until: Any
) -> None:
    assert api.settings.response_time == 60
    api.settings.response_time = 0.1
    site.hold.clear()
    await raw.ok("setWebhook", url=site.url)
    api.people.send(desk.ann, desk.private, "x")
    await until(lambda: len(site.got) == 2)
    assert site.got[0] == site.got[1]
    assert (await raw.ok("getWebhookInfo"))["last_error_message"] == "Read timeout expired"


async def test_what_was_under_way_comes_again_after_a_change(
    api: LocalApi, raw: Any, desk: SimpleNamespace, site: Any, until: Any
) -> None:
    site.hold.clear()
    await raw.ok("setWebhook", url=site.url)
    for text in "ab":
        api.people.send(desk.ann, desk.private, text)
    await until(lambda: len(site.got) == 1)
    await raw.ok("setWebhook", url=site.url, secret_token="new")  # noqa: S106
    site.hold.set()
    await until(lambda: len(site.got) == 3)
    assert site.texts() == ["a", "a", "b"]


@pytest.mark.rule("answer-is-call")
async def test_the_answer_may_be_a_call(api: LocalApi, raw: Any, desk: SimpleNamespace, site: Any, until: Any) -> None:
    site.answers = [
        web.json_response({"method": "sendMessage", "chat_id": desk.ann.id, "text": "from the answer"}),
        web.json_response({"method": "sendMessage", "chat_id": desk.ann.id, "text": ""}),
        web.json_response({"method": "getMe"}),
        web.Response(text="not JSON"),
    ]
    await raw.ok("setWebhook", url=site.url)
    for text in "abcd":
        api.people.send(desk.ann, desk.private, text)
    await until(lambda: not api.bot.updates.pending())
    done = api.outbox.to("sendMessage")
    assert [call.ok for call in done] == [True, False]
    assert done[0].result["text"] == "from the answer"
    assert api.outbox.to("getMe") == []
