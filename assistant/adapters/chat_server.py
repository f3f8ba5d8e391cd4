"""Small requests to an OpenAI-compatible server: what it serves, and how long a prompt is to it."""

from typing import Any

from assistant.adapters.chat_connection import ChatConnection
from assistant.answering.writer import Prompt
from knowledge_base.errors import ModelUnavailable

_SECONDS = 5.0


def list_models(connection: ChatConnection) -> list[str]:
    """Return the model names that the server lists; raises ModelUnavailable."""
    answer = _request(connection, "GET", "/models", seconds=_SECONDS)
    try:
        return [str(entry["id"]) for entry in answer["data"]]
    except (KeyError, TypeError) as exc:
        raise ModelUnavailable(
            f"{connection.url} ist kein OpenAI-kompatibler Server.",
            "Prüfen Sie AMTSLOTSE_CHAT_URL; meist endet sie auf /v1.",
        ) from exc


def first_model(connection: ChatConnection) -> str:
    """Return the first model that the server lists; raises ModelUnavailable."""
    models = list_models(connection)
    if not models:
        raise ModelUnavailable(
            f"Der Server {connection.url} nennt kein Modell.",
            "Laden Sie dort eines oder setzen Sie AMTSLOTSE_CHAT_MODEL.",
        )
    return models[0]


def count_prompt_tokens(connection: ChatConnection, prompt: Prompt, *, timeout_seconds: float) -> int:
    """Return the tokens of a prompt as the server's usage tells them; raises ModelUnavailable."""
    messages = [{"role": "system", "content": prompt.system}]
    for asked, answered in prompt.examples:
        messages += [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]
    messages.append({"role": "user", "content": prompt.user})
    body = {"model": connection.model or first_model(connection), "messages": messages, "max_tokens": 1}
    answer = _request(connection, "POST", "/chat/completions", seconds=timeout_seconds, body=body)
    try:
        return int(answer["usage"]["prompt_tokens"])
    except (KeyError, TypeError, ValueError) as exc:
        raise ModelUnavailable(
            f"Der Server {connection.url} nennt keine Token.", "Gemessen wird ohne sie; die Antworten gelten."
        ) from exc


def _request(
    connection: ChatConnection, method: str, path: str, *, seconds: float, body: dict[str, Any] | None = None
) -> Any:
    import httpx

    headers = {"Authorization": f"Bearer {connection.api_key}"} if connection.api_key else {}
    try:
        # A proxy is never asked for an address on this machine.
        with httpx.Client(trust_env=not connection.is_local, timeout=seconds) as client:
            answer = client.request(method, connection.url + path, headers=headers, json=body)
            return answer.raise_for_status().json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as exc:
        why = f"HTTP {exc.response.status_code}" if isinstance(exc, httpx.HTTPStatusError) else type(exc).__name__
        raise ModelUnavailable(
            f"Der Server des Sprachmodells {connection.url} antwortet nicht ({why}).",
            "Prüfen Sie, ob er läuft, und Adresse und Schlüssel (AMTSLOTSE_CHAT_URL, AMTSLOTSE_CHAT_API_KEY).",
        ) from exc
