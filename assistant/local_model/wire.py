"""The part of the OpenAI protocol that the local model speaks: what is asked, and how answers look."""

import math
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AliasChoices, BaseModel, Field, model_validator

_USUAL_TOKENS = 256
_MOST_ALTERNATIVES = 20
_NEVER = -9999.0
"""The logarithm that the protocol writes for a probability of nothing."""

TOO_LONG = "context_length_exceeded"
"""The protocol's code for a prompt that the model cannot hold."""


def _whole(text: str) -> str:
    """JSON can tell halves of characters, which no tokenizer can cut."""
    text.encode()
    return text


Text = Annotated[str, AfterValidator(_whole)]


class AskedMessage(BaseModel):
    """One message of the chat; text only."""

    role: Literal["system", "user", "assistant"]
    content: Text


class NamedSchema(BaseModel):
    """A JSON schema; it is always held strictly."""

    form: dict[str, Any] = Field(validation_alias="schema")


class ResponseFormat(BaseModel):
    """Text, or JSON after a schema."""

    type: Literal["text", "json_schema"]
    json_schema: NamedSchema | None = None

    @model_validator(mode="after")
    def _has_its_schema(self) -> "ResponseFormat":
        if self.type == "json_schema" and self.json_schema is None:
            raise ValueError("json_schema is missing")
        return self


class StreamOptions(BaseModel):
    """Whether a stream ends with its usage."""

    include_usage: bool = False


class ChatRequest(BaseModel):
    """What is asked; the likeliest text is written whatever temperature is wanted, other fields count for nothing."""

    messages: list[AskedMessage] = Field(min_length=1)
    max_tokens: int | None = Field(None, ge=1, validation_alias=AliasChoices("max_completion_tokens", "max_tokens"))
    stream: bool | None = None
    stream_options: StreamOptions | None = None
    logprobs: bool | None = None
    top_logprobs: int | None = Field(None, ge=0, le=_MOST_ALTERNATIVES)
    response_format: ResponseFormat | None = None

    @property
    def most_tokens(self) -> int:
        """Tokens that the answer may have."""
        return self.max_tokens or _USUAL_TOKENS

    @property
    def schema_to_hold(self) -> Mapping[str, Any] | None:
        """The schema that the answer must follow."""
        named = self.response_format.json_schema if self.response_format else None
        return named.form if named else None

    @property
    def wants_usage(self) -> bool:
        """Whether a stream ends with its usage."""
        return bool(self.stream_options and self.stream_options.include_usage)

    @property
    def alternatives(self) -> int | None:
        """How many alternatives of the first token are to be told; None: not even the token."""
        return (self.top_logprobs or 0) if self.logprobs else None


class StateRequest(BaseModel):
    """A prompt whose state is asked for."""

    prompt: Text


@dataclass(frozen=True, slots=True)
class AnswerShape:
    """Puts the parts of one answer of model `model` into the protocol's form."""

    model: str
    id: str = field(default_factory=lambda: f"chatcmpl-{secrets.token_hex(12)}")
    created: int = field(default_factory=lambda: int(time.time()))

    def chunk(
        self, delta: Mapping[str, str], *, logprobs: Mapping[str, Any] | None = None, reason: str | None = None
    ) -> dict[str, Any]:
        """Return one chunk of a stream."""
        choice = {"index": 0, "delta": delta, "logprobs": logprobs, "finish_reason": reason}
        return self._head("chat.completion.chunk") | {"choices": [choice]}

    def usage_chunk(self, usage: Mapping[str, int]) -> dict[str, Any]:
        """Return the chunk that tells what a stream has used."""
        return self._head("chat.completion.chunk") | {"choices": [], "usage": usage}

    def whole(
        self, text: str, *, logprobs: Mapping[str, Any] | None, reason: str, usage: Mapping[str, int]
    ) -> dict[str, Any]:
        """Return an answer that comes at once."""
        message = {"role": "assistant", "content": text}
        choice = {"index": 0, "message": message, "logprobs": logprobs, "finish_reason": reason}
        return self._head("chat.completion") | {"choices": [choice], "usage": usage}

    def _head(self, kind: str) -> dict[str, Any]:
        return {"id": self.id, "object": kind, "created": self.created, "model": self.model}


def usage_of(prompt_tokens: int, completion_tokens: int) -> dict[str, int]:
    """Return what an answer has used."""
    return {
        "prompt_tokens": prompt_tokens,
        "completion_tokens": completion_tokens,
        "total_tokens": prompt_tokens + completion_tokens,
    }


def logprobs_of(text: str, alternatives: Mapping[str, float], most: int | None) -> dict[str, Any] | None:
    """Return the first token of `text` with up to `most` likely ones in its place (token to probability, 0 to 1)."""
    if most is None or not alternatives:
        return None
    likeliest_first = sorted(alternatives, key=alternatives.__getitem__, reverse=True)
    told = [_logprob(token, alternatives[token]) for token in likeliest_first]
    # an end mark among them has no text
    written = next((one for one in told if one["token"] and text.startswith(one["token"])), _logprob(text, 0.0))
    return {"content": [written | {"top_logprobs": told[:most]}], "refusal": None}


def error_of(message: str, kind: str, code: str | None = None) -> dict[str, Any]:
    """Return an error; `kind` is invalid_request_error, authentication_error or server_error, `code` may say more."""
    return {"error": {"message": message, "type": kind, "param": None, "code": code}}


def _logprob(token: str, probability: float) -> dict[str, Any]:
    logprob = math.log(probability) if probability > 0 else _NEVER
    return {"token": token, "logprob": logprob, "bytes": list(token.encode())}
