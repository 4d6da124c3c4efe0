"""How it is told: replies, the command line, Telegram."""
