"""The demo: the real bot, the local Bot API and a chat in the browser, in one process."""

from bot.demo.run import PORT, run_demo
from bot.demo.scene import Scene
from bot.demo.site import Site

__all__ = ["PORT", "Scene", "Site", "run_demo"]
