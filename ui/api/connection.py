"""Sends one person's requests to the API; every failure comes out as ApiProblem with German text."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

import httpx
from pydantic import BaseModel, TypeAdapter, ValidationError

from ui.event_stream import Model, parsed
from ui.problems import from_response, from_transport, unreadable

PREFIX = "/api/v1"


class ApiConnection:
    """The API as seen by one person; `token` is empty before the log-in. Safe to share between threads."""

    def __init__(self, http: httpx.Client, token: str = "") -> None:
        self._http = http
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    def _read(self, model: type[Model], method: str, path: str, body: BaseModel | None = None) -> Model:
        return parsed(model, self._call(method, path, body).content)

    def _list(self, model: type[Model], path: str) -> list[Model]:
        response = self._call("GET", path)
        try:
            return TypeAdapter(list[model]).validate_json(response.content)  # type: ignore[valid-type]  # model is a value
        except ValidationError as exc:
            raise unreadable(f"Liste von {model.__name__}") from exc

    def _call(self, method: str, path: str, body: BaseModel | None = None) -> httpx.Response:
        json = None if body is None else body.model_dump(mode="json")
        with self._translated():
            response = self._http.request(method, PREFIX + path, json=json, headers=self._headers)
        if response.is_error:
            raise from_response(response)
        return response

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except httpx.HTTPError as exc:
            raise from_transport(exc, str(self._http.base_url)) from exc


def segment(identifier: str) -> str:
    """Make an id one segment of a path, whatever it holds."""
    return quote(identifier, safe="")
