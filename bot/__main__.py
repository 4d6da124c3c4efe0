"""`python -m bot` is `zhangben`."""

from bot.cli import main

main()
