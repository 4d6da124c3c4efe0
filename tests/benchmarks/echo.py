"""A bot that says back what it hears, and nothing else: the same library, server and client as the real one."""

import contextlib
import os

import uvicorn
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot, Update

from bot.transport import Transport


def main() -> None:
    """Listen where the environment says."""
    bot = Bot(
        os.environ["BOT_TOKEN"],
        base_url=f"{os.environ['TELEGRAM_API_URL']}/bot",
        request=Transport(),
        get_updates_request=Transport(),
    )

    @contextlib.asynccontextmanager
    async def open_bot(_application):
        async with bot:
            yield

    async def telegram(request) -> Response:
        update = Update.de_json(await request.json(), bot)
        await bot.send_message(update.message.chat_id, update.message.text)
        return Response()

    async def health(_request) -> Response:
        return Response()

    routes = [Route("/telegram", telegram, methods=["POST"]), Route("/healthz", health)]
    host, port = os.environ["LISTEN"].split(":")
    uvicorn.run(
        Starlette(routes=routes, lifespan=open_bot), host=host, port=int(port), log_config=None, access_log=False
    )


if __name__ == "__main__":
    main()
