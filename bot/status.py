"""The endpoints for those who run the bot: /healthz, /readyz and /metrics; in polling mode at a port of their own."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

import uvicorn
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.settings import SettingsError, host_and_port

if TYPE_CHECKING:
    from starlette.requests import Request

    from bot.intake import Intake

KEEP_ALIVE = 90  # seconds: balancers keep connections for 60 or 75, and must be the first to close
DRAIN = 15


class Status:
    """What the process says of itself.

    Args:
        intake: Where updates come in.
    """

    def __init__(self, intake: Intake) -> None:
        self.intake = intake
        self.routes = [
            Route("/healthz", self.health),
            Route("/readyz", self.ready),
            Route("/metrics", self.metrics),
        ]

    async def health(self, _request: Request) -> Response:
        """Tell that the process lives."""
        return JSONResponse({"ok": True})

    async def ready(self, _request: Request) -> Response:
        """Tell whether updates are taken: also while the database is gone, answers go on."""
        ready = self.intake.started and not self.intake.closing
        said = {
            "ready": ready,
            "database": self.intake.journal.batch.available,
            "shared": getattr(self.intake.shared, "available", True),
        }
        return JSONResponse(said, 200 if ready else 503)

    async def metrics(self, _request: Request) -> Response:
        """Print the counters."""
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


def server_of(application: Starlette, **where: Any) -> uvicorn.Server:
    """Make a server that leaves signals and the log to the program."""
    server = uvicorn.Server(
        uvicorn.Config(
            application,
            log_config=None,
            access_log=False,
            proxy_headers=False,  # nobody asks where a call comes from
            lifespan="off",
            timeout_keep_alive=KEEP_ALIVE,
            timeout_graceful_shutdown=DRAIN,
            **where,
        )
    )
    server.capture_signals = contextlib.nullcontext  # type: ignore[method-assign,assignment]
    return server


@contextlib.asynccontextmanager
async def shown(intake: Intake, address: str | None) -> AsyncIterator[None]:
    """Serve the endpoints at an address of their own, if there is one, for as long as the context lasts.

    Raises:
        SettingsError: The address is taken.
    """
    if not address:
        yield
        return
    host, port = host_and_port(address)
    try:
        listening = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError:
        raise SettingsError(
            f"STATUS_LISTEN {address} can't be listened at: another program has it, or none may"
        ) from None
    server = server_of(Starlette(routes=Status(intake).routes))
    serving = asyncio.create_task(server.serve([listening]))
    try:
        yield
    finally:
        server.should_exit = True
        await serving
