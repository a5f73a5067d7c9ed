"""OpenAI's objects of a chat, as far as they are read or made here."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

MODEL = "notice-assistant"
_MOST_MESSAGES = 500


class Part(BaseModel):
    """A piece of a message; only text is read."""

    model_config = ConfigDict(extra="allow")

    type: str
    text: str = ""


class Message(BaseModel):
    """One message of the conversation."""

    model_config = ConfigDict(extra="allow")

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[Part] | None = None

    @property
    def words(self) -> str:
        """The message's text."""
        if isinstance(self.content, list):
            return " ".join(part.text for part in self.content if part.type == "text")
        return self.content or ""


class StreamOptions(BaseModel):
    """OpenAI's own."""

    include_usage: bool = False


class Completion(BaseModel):
    """A conversation; its last user message is the question. What a model would be told
    (temperature and the like) is taken and makes no difference: answers are quoted."""

    model_config = ConfigDict(extra="allow")

    messages: Annotated[
        list[Message],
        Field(
            min_length=1,
            max_length=_MOST_MESSAGES,
            examples=[[{"role": "user", "content": "What must Fernshire's plans include?"}]],
        ),
    ]
    model: str = Field(MODEL, max_length=200)
    stream: bool | None = False
    stream_options: StreamOptions | None = None


class Model(BaseModel):
    """OpenAI's model object."""

    id: str
    object: Literal["model"]
    created: int
    owned_by: str


class Models(BaseModel):
    """OpenAI's list of models."""

    object: Literal["list"]
    data: list[Model]


class UrlCitation(BaseModel):
    """Where a mark stands in the content, and what it leads to."""

    start_index: int
    end_index: int
    url: str
    title: str


class Annotation(BaseModel):
    """OpenAI's annotation of a message."""

    type: Literal["url_citation"]
    url_citation: UrlCitation


class Said(BaseModel):
    """The assistant's message."""

    role: Literal["assistant"]
    content: str
    refusal: None
    annotations: list[Annotation]


class Choice(BaseModel):
    """The one choice."""

    index: int
    message: Said
    finish_reason: Literal["stop"]
    logprobs: None


class Usage(BaseModel):
    """Words, since no model counts tokens."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class Completed(BaseModel):
    """OpenAI's chat completion; ``answer_id`` is the answer's own."""

    id: str
    object: Literal["chat.completion"]
    created: int
    model: str
    choices: list[Choice]
    usage: Usage
    answer_id: str
    status: str
