"""Whole conversations with the bot, written down: what people do, and exactly what the bot answers."""
