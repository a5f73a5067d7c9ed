"""Settings: given values, then the environment, then .env, then the defaults."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from assistant.settings import SettingError, Settings, load_settings


@pytest.fixture
def dotenv(tmp_path: Path) -> Path:
    """A file with settings, a comment, quotation marks, and a stranger's variable."""
    path = tmp_path / ".env"
    path.write_text(
        "# of this folder\nNOTICES_HOME='from dotenv'\nNOTICES_EMBEDDING=small\nOTHER=1\n", "utf-8"
    )
    return path


def test_with_nothing_set_the_defaults_hold(tmp_path: Path) -> None:
    """They are those that the README's table prints."""
    settings = load_settings({}, dotenv=tmp_path / "none")
    assert settings == Settings()
    assert settings.home == ".notices"
    assert settings.model == "" and settings.chroma_url == "" and settings.debug == ""


def test_a_file_fills_in_what_the_environment_leaves_out(dotenv: Path) -> None:
    """The environment wins where both say something."""
    settings = load_settings({"NOTICES_HOME": "from environment"}, dotenv=dotenv)
    assert settings.home == "from environment"
    assert settings.embedding == "small"


def test_what_is_given_wins_over_all(dotenv: Path) -> None:
    """An option on the command line."""
    environment = {"NOTICES_HOME": "from environment"}
    assert load_settings(environment, dotenv=dotenv, home="given").home == "given"
    assert load_settings(environment, dotenv=dotenv, home=None).home == "from environment"


def test_an_empty_value_is_no_value() -> None:
    """ "NOTICES_HOME=" leaves the default, and not the working folder itself."""
    assert load_settings({"NOTICES_HOME": ""}, dotenv=Path("none")).home == ".notices"


def test_the_process_environment_is_read_when_none_is_given(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """And the file .env of the working folder."""
    monkeypatch.setenv("NOTICES_HOME", "from process")
    (tmp_path / ".env").write_text("NOTICES_DEBUG=1\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    settings = load_settings()
    assert (settings.home, settings.debug) == ("from process", "1")


def test_a_chroma_address_without_a_scheme_is_refused_in_words() -> None:
    """The message names the setting and says what to do."""
    with pytest.raises(SettingError) as raised:
        load_settings({"NOTICES_CHROMA_URL": "localhost:8001"}, dotenv=Path("none"))
    assert "NOTICES_CHROMA_URL" in raised.value.user_message
    assert "http://" in raised.value.user_message
    assert raised.value.status == 400


def test_a_chroma_address_is_kept_as_it_is() -> None:
    """Whatever its port."""
    address = "http://127.0.0.1:8001"
    assert load_settings({"NOTICES_CHROMA_URL": address}, dotenv=Path("none")).chroma_url == address


@pytest.mark.parametrize("value", ["many", "-1", "1.5"])
def test_a_number_that_is_none_is_refused(value: str) -> None:
    """The message names the setting."""
    with pytest.raises(SettingError) as raised:
        load_settings({"NOTICES_RATE_LIMIT": value}, dotenv=Path("none"))
    assert "NOTICES_RATE_LIMIT" in raised.value.user_message


def test_a_number_is_read_as_one() -> None:
    """Nought too, which switches a limit off."""
    settings = load_settings(
        {"NOTICES_RATE_LIMIT": "0", "NOTICES_KEEP_ANSWERS_DAYS": " 7 "}, dotenv=Path("none")
    )
    assert (settings.rate_limit, settings.keep_answers_days) == (0, 7)


def test_the_home_may_begin_with_a_tilde(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Expanded when it is used as a path."""
    monkeypatch.setenv("HOME", str(tmp_path))
    assert Settings(home="~/notices").home_path == tmp_path / "notices"


def test_every_setting_says_what_it_is() -> None:
    """One variable each, with a sentence and the project's prefix, but for Slack's own names."""
    slacks_own = {"SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN"}
    variables = [each.metadata["variable"] for each in fields(Settings)]
    assert len(set(variables)) == len(variables)
    for each in fields(Settings):
        variable = each.metadata["variable"]
        assert variable.startswith("NOTICES_") or variable in slacks_own
        assert each.metadata["help"].endswith(".")
        assert each.default == each.metadata["default"]


def test_prices_are_of_a_million_tokens() -> None:
    """Two numbers; anything else says what is meant."""
    assert Settings(model_prices="1/2").token_prices == (1e-6, 2e-6)
    with pytest.raises(SettingError, match="NOTICES_MODEL_PRICES"):
        _ = Settings(model_prices="cheap").token_prices
