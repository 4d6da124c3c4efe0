import pytest

from bot.settings import SettingsError, load_settings

TOKEN = "123456:" + "A" * 35


@pytest.fixture
def load(monkeypatch, tmp_path):
    for name in ("BOT_TOKEN", "TELEGRAM_API_URL", "MODE", "WEBHOOK_URL", "WEBHOOK_SECRET", "LISTEN", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    for name in ("STATUS_LISTEN", "BULK_RATE", "REDIS_URL", "LEDGER_PATH", "ADMIN_CHAT", "LOG_LEVEL"):
        monkeypatch.delenv(name, raising=False)

    def loaded(**given):
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        return load_settings(tmp_path / ".env")

    return loaded


def test_defaults(load):
    settings = load()
    assert settings.bot_token is None
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert (settings.mode, settings.host, settings.port, settings.log_level) == ("polling", "127.0.0.1", 8080, "INFO")
    assert (settings.status_listen, settings.bulk_rate) == (None, 30)


@pytest.mark.parametrize(
    ("given", "address"),
    [("9090", "127.0.0.1:9090"), (" 0.0.0.0:9 ", "0.0.0.0:9"), ("[::1]:80", "[::1]:80")],
)
def test_the_status_is_shown_on_loopback_unless_told_otherwise(load, given, address):
    assert load(STATUS_LISTEN=given).status_listen == address


def test_the_bulk_rate(load):
    assert load(BULK_RATE="25").bulk_rate == 25


def test_everything(load, tmp_path):
    settings = load(
        BOT_TOKEN=f" {TOKEN} ",
        TELEGRAM_API_URL="http://127.0.0.1:8081/",
        MODE="Webhook",
        WEBHOOK_URL="http://127.0.0.1:8080/telegram",
        WEBHOOK_SECRET="s3cret-_",  # noqa: S106
        LISTEN="0.0.0.0:80",
        DATABASE_URL="postgresql+asyncpg://me:pw@db/zhangben",
        REDIS_URL="redis://:pw@cache:6379/0",
        LEDGER_PATH=str(tmp_path),
        ADMIN_CHAT="-1001234567890",
        LOG_LEVEL="debug",
    )
    assert settings.bot_token.get_secret_value() == TOKEN
    assert settings.telegram_api_url == "http://127.0.0.1:8081"
    assert (settings.mode, settings.port, settings.admin_chat) == ("webhook", 80, -1001234567890)
    assert (settings.ledger_path, settings.log_level) == (tmp_path, "DEBUG")
    for secret in (TOKEN, "s3cret", "pw"):
        assert secret not in repr(settings)


def test_env_file(load, tmp_path):
    (tmp_path / ".env").write_text(f"BOT_TOKEN={TOKEN}\nADMIN_CHAT=\nOTHER=x\nMODE=polling\n", encoding="utf-8")
    assert load(LOG_LEVEL="").bot_token.get_secret_value() == TOKEN
    (tmp_path / ".env").write_bytes(b"MODE=\xff\xfe")
    with pytest.raises(SettingsError, match="UTF-8"):
        load()


BAD = [
    ({"BOT_TOKEN": "12345"}, "BOT_TOKEN must look like"),
    ({"TELEGRAM_API_URL": "ftp://x"}, "TELEGRAM_API_URL must be an address"),
    ({"TELEGRAM_API_URL": "http://x:port"}, "TELEGRAM_API_URL must be an address"),
    ({"MODE": "pull"}, "MODE must be one of polling, webhook"),
    ({"MODE": "webhook"}, "WEBHOOK_URL is required when MODE is webhook"),
    ({"MODE": "webhook", "WEBHOOK_URL": "https://x.org"}, "WEBHOOK_SECRET is required when MODE is webhook"),
    ({"MODE": "webhook", "WEBHOOK_URL": "http://x.org", "WEBHOOK_SECRET": "s"}, "WEBHOOK_URL must begin with https://"),
    ({"WEBHOOK_URL": "x.org"}, "WEBHOOK_URL must be an address"),
    ({"WEBHOOK_SECRET": "with space"}, "WEBHOOK_SECRET must be 1 to 256 of the characters"),
    ({"LISTEN": "8080"}, "LISTEN must be host:port"),
    ({"LISTEN": "x:70000"}, "LISTEN must be host:port"),
    ({"STATUS_LISTEN": "nowhere"}, "STATUS_LISTEN must be a port, or host:port"),
    ({"STATUS_LISTEN": "70000"}, "STATUS_LISTEN must be a port, or host:port"),
    ({"BULK_RATE": "0"}, "BULK_RATE must be a number of messages a second"),
    ({"BULK_RATE": "fast"}, "BULK_RATE must be a number of messages a second"),
    ({"DATABASE_URL": "mysql://x"}, "DATABASE_URL must begin with sqlite:// or postgresql://"),
    ({"REDIS_URL": "http://x"}, "REDIS_URL must begin with redis://"),
    ({"LEDGER_PATH": "/no/such/folder"}, "LEDGER_PATH must be a folder that exists"),
    ({"ADMIN_CHAT": "@me"}, "ADMIN_CHAT must be the number of a chat"),
    ({"LOG_LEVEL": "loud"}, "LOG_LEVEL must be one of DEBUG, INFO, WARNING, ERROR"),
]


@pytest.mark.parametrize(("given", "line"), BAD)
def test_a_bad_setting_is_one_line(load, given, line):
    with pytest.raises(SettingsError) as error:
        load(**given)
    assert str(error.value).startswith(line)
    assert "\n" not in str(error.value)
    assert error.value.__cause__ is None


def test_a_bad_secret_is_not_repeated(load):
    with pytest.raises(SettingsError) as error:
        load(BOT_TOKEN="987:short", WEBHOOK_SECRET="päss")  # noqa: S106
    assert "987" not in str(error.value)
    assert "päss" not in str(error.value)
    assert "BOT_TOKEN" in str(error.value)
    assert "WEBHOOK_SECRET" in str(error.value)
