"""Any chat model that LangChain knows, behind ``ChatModel``; LangChain stops here."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any

from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk

from assistant.chat import streams
from assistant.chat.models import ModelError, Tokens, estimated

_PASSING_NAMES = (
    "Timeout",
    "Connection",
    "RateLimit",
    "Overloaded",
    "Unavailable",
    "InternalServer",
)
_PASSING_STATUS = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_NOT_KNOWN_STATUS = frozenset({400, 415, 422})


class LangChainChat:
    """``provider:name`` as ``init_chat_model`` takes it; ``url`` for a server of one's own."""

    def __init__(
        self,
        model: str,
        *,
        url: str = "",
        seconds: float = 60.0,
        most_tokens: int = 1024,
        window: int = 0,
    ) -> None:
        """Make the client; nothing is sent yet.

        ``window`` is what the model is to read at once, for a server that cuts off the rest
        without a word unless it is told (Ollama).

        Raises ModelError where the provider's package or key is missing.
        """
        self._name = model
        self._structured = True
        options: dict[str, Any] = {"temperature": 0, "max_tokens": most_tokens}
        provider = model.partition(":")[0]
        if provider == "ollama":
            options["client_kwargs"] = {"timeout": seconds}
        else:
            options |= {"timeout": seconds, "max_retries": 0}
        if url:
            options["base_url"] = url
        if provider == "ollama":
            options["num_predict"] = options.pop("max_tokens")
            options |= {"num_ctx": window} if window else {}
        if provider in ("openai", "azure_openai"):
            options["stream_usage"] = True
        if url and provider == "openai":
            options |= _keyless()
        self._provider = provider
        try:
            self._model: BaseChatModel = init_chat_model(model, **options)
        except Exception as error:
            raise ModelError(_unmade(model, error)) from error

    @property
    def name(self) -> str:
        """The provider and the model's name, as the setting gives it."""
        return self._name

    def stream(self, words: str, schema: dict[str, Any], tokens: Tokens) -> Iterator[str]:
        """See ChatModel. A model that takes no schema is asked in words alone from then on."""
        given = False
        if self._structured:
            try:
                for piece in self._pieces(words, self._held_to(schema), tokens):
                    given = given or bool(piece)
                    yield piece
                return
            except Exception as error:
                if given or _status(error) not in _NOT_KNOWN_STATUS:
                    raise _model_error(error) from error
                self._structured = False
        try:
            yield from self._pieces(words, {}, tokens)
        except Exception as error:
            raise _model_error(error) from error

    def _pieces(self, words: str, bound: dict[str, Any], tokens: Tokens) -> Iterator[str]:
        read = written = said = 0
        asked = True
        try:
            for chunk in streams.read(lambda: self._whole_or_cut(words, bound)):
                if chunk is None:
                    yield ""
                    continue
                read, written = _counted(chunk) or (read, written)
                piece = str(chunk.text)
                if piece:
                    said += estimated(piece)
                    yield piece
        except Exception:
            asked = bool(said)  # what is refused costs nothing
            raise
        finally:
            tokens.read += (read or estimated(words)) if asked else 0
            tokens.written += written or said

    async def _whole_or_cut(
        self, words: str, bound: dict[str, Any]
    ) -> AsyncIterator[AIMessageChunk]:
        """The chunks; a reply cut off at its longest ends there, and is no error."""
        try:
            async for chunk in self._model.astream([("human", words)], **bound):
                yield chunk
        except Exception as error:
            if "LengthFinishReason" not in type(error).__name__:
                raise

    def _held_to(self, schema: dict[str, Any]) -> dict[str, Any]:
        """How each provider is held to a schema; others have it in the prompt's words."""
        if self._provider in ("openai", "azure_openai"):
            shape = {"name": schema["title"], "schema": schema, "strict": True}
            return {"response_format": {"type": "json_schema", "json_schema": shape}}
        return {"format": schema} if self._provider == "ollama" else {}


def _counted(chunk: AIMessageChunk) -> tuple[int, int] | None:
    """Tokens read and written, where the provider says; held to a schema, in another place."""
    if chunk.usage_metadata:
        return chunk.usage_metadata["input_tokens"], chunk.usage_metadata["output_tokens"]
    usage = chunk.response_metadata.get("token_usage")
    return (usage["prompt_tokens"], usage["completion_tokens"]) if usage else None


def _keyless() -> dict[str, Any]:
    """A server of one's own often wants no key; the client will not start without one."""
    import os  # the provider's own variable, which its client reads too

    return {} if os.environ.get("OPENAI_API_KEY") else {"api_key": "none"}


def _status(error: Exception) -> int | None:
    found = getattr(error, "status_code", None)
    return found if isinstance(found, int) else None


def _model_error(error: Exception) -> ModelError:
    if isinstance(error, ModelError):
        return error
    name, status = type(error).__name__, _status(error)
    passing = status in _PASSING_STATUS or any(each in name for each in _PASSING_NAMES)
    if status in (401, 403):
        return ModelError("The model's provider refuses the key. Check its environment variable.")
    if status == 404:
        return ModelError("The provider does not have this model. Check NOTICES_MODEL.")
    if status == 429:
        return ModelError("The model's provider is busy.", passing=True, wait=_asked_wait(error))
    if "Timeout" in name:
        return ModelError("The model took too long.", passing=True)
    return ModelError(f"The model does not answer ({name}).", passing=passing)


def _asked_wait(error: Exception) -> float:
    """Seconds that a provider asks to be left alone for (Retry-After, RFC 9110); 0 for none."""
    headers = getattr(getattr(error, "response", None), "headers", {})
    try:
        return max(0.0, float(headers.get("retry-after", 0)))
    except ValueError:  # a date: no provider of chat models sends one
        return 0.0


def _unmade(model: str, error: Exception) -> str:
    provider = model.partition(":")[0]
    if isinstance(error, ImportError):
        package = f"langchain-{provider.split('_')[0]}"
        if provider == "azure_openai":
            package = "langchain-openai"
        return f"NOTICES_MODEL={model} needs a package: pip install {package}"
    return (
        f"NOTICES_MODEL={model} cannot be used ({type(error).__name__}). It is provider:name, such "
        "as ollama:llama3.1; the provider's key goes into its own variable, such as OPENAI_API_KEY."
    )
