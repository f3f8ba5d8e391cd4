"""The description of the API: openapi.json and a page made of it that needs nothing from elsewhere."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

router = APIRouter(include_in_schema=False)

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "code{font-family:ui-monospace,monospace}h2{margin-top:2rem;font-size:1.05rem}"
    "table{border-collapse:collapse}td{padding:.1rem 1rem .1rem 0;vertical-align:top}"
)
_POLICY = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"}


@router.get("/docs")
def page(request: Request) -> HTMLResponse:
    """Show every operation and every model on one page."""
    description = request.app.openapi()
    return HTMLResponse("".join(_page(description)), headers=_POLICY)


def _page(description: Mapping[str, Any]) -> Iterator[str]:
    title = escape(description["info"]["title"])
    yield f'<!doctype html><html lang="de"><meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style>'
    yield f'<h1>{title}</h1><p>Maschinenlesbar: <a href="/openapi.json">openapi.json</a></p>'
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            yield from _operation(path, method, operation)
    yield "<h1>Modelle</h1>"
    for name, schema in description.get("components", {}).get("schemas", {}).items():
        yield from _model(name, schema)


def _operation(path: str, method: str, operation: Mapping[str, Any]) -> Iterator[str]:
    yield f"<h2><code>{method.upper()} {escape(path)}</code></h2>"
    yield f"<p>{escape(operation.get('description', ''))}</p><table>"
    for parameter in operation.get("parameters", []):
        yield _row(f"{parameter['name']} ({parameter['in']})", _type(parameter.get("schema", {})))
    for media_type, content in operation.get("requestBody", {}).get("content", {}).items():
        yield _row(f"Eingabe {media_type}", _type(content.get("schema", {})))
    for status, response in operation.get("responses", {}).items():
        kinds = [f"{kind}: {_type(content.get('schema', {}))}" for kind, content in response.get("content", {}).items()]
        yield _row(f"Antwort {status}", ", ".join(kinds) or response.get("description", ""))
    yield "</table>"


def _model(name: str, schema: Mapping[str, Any]) -> Iterator[str]:
    yield f"<h2><code>{escape(name)}</code></h2><p>{escape(schema.get('description', ''))}</p><table>"
    for field, kind in schema.get("properties", {}).items():
        yield _row(field, _type(kind))
    yield "</table>"


def _row(name: str, value: str) -> str:
    return f"<tr><td><code>{escape(name)}</code></td><td><code>{escape(value)}</code></td></tr>"


def _type(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in schema:
        return " | ".join(_type(option) for option in schema["anyOf"])
    if "enum" in schema or "const" in schema:
        return " | ".join(map(str, schema.get("enum", [schema.get("const")])))
    if schema.get("type") == "array":
        return f"[{_type(schema.get('items', {}))}]"
    return str(schema.get("format") or schema.get("type", "beliebig"))
