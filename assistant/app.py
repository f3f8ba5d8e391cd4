"""The HTTP application: routes, errors, protection, and what lives as long as it does."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI

from assistant.api.answer_limits import AnswerLimits
from assistant.api.body_limit import BodyLimit
from assistant.api.error_responses import install_error_responses
from assistant.api.guard import LOOPBACK_NAMES, Guard
from assistant.api.request_log import RequestLog
from assistant.api.routes import (
    answers,
    conversations,
    description,
    documents,
    duplicates,
    health,
    learning,
    privacy,
    review,
    revisions,
    session,
    uploads,
)
from assistant.api.schemas import Problem
from assistant.api.upload_limits import UploadLimits
from assistant.api.wire import PREFIX
from assistant.bootstrap import INGEST, Assistant, open_assistant
from assistant.settings import Settings
from knowledge_base.index import Embedder
from knowledge_base.offline import go_offline

_ANSWER_THREADS = 32
"""So many answers are worked on at a time; further ones wait for their search."""


def create_app(
    settings: Settings | None = None,
    *,
    embedder: Embedder | None = None,
    ingest: Sequence[str] = INGEST,
    opened: Assistant | None = None,
) -> FastAPI:
    """Create the application; uvicorn may call this as a factory.

    `embedder` takes the place of the model that the settings name, `ingest` of the command that takes uploads in.
    An assistant that is already open is used once, and closed with the application; without one, a failure to open it
    shows when the application starts.
    """
    chosen = settings or Settings()
    go_offline()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        assistant = opened
        if assistant is None:
            assistant = await to_thread.run_sync(lambda: open_assistant(chosen, embedder=embedder, ingest=ingest))
        app.state.assistant = assistant
        app.state.answer_threads = CapacityLimiter(_ANSWER_THREADS)
        app.state.answer_limits = AnswerLimits(at_once=chosen.answers_at_once, per_minute=chosen.answers_per_minute)
        app.state.upload_limits = UploadLimits(per_minute=chosen.uploads_per_minute)
        try:
            yield
        finally:
            await to_thread.run_sync(assistant.close)

    app = FastAPI(
        title="Amtslotse",
        version=health.product_version(),
        lifespan=lifespan,
        # The usual pages load scripts from elsewhere; ours is in routes/description.py.
        docs_url=None,
        redoc_url=None,
        # Nothing is measured for others, whatever the environment says.
        telemetry={"auto_configure": False, "tracing": False, "metrics": False, "logs": False},
    )
    _add_routes(app)
    install_error_responses(app)
    app.add_middleware(BodyLimit, uploads={PREFIX + uploads.UPLOADS: chosen.upload_megabytes})
    app.add_middleware(Guard, hosts=_allowed_hosts(chosen))
    app.add_middleware(RequestLog)
    return app


def _add_routes(app: FastAPI) -> None:
    problems: dict[int | str, dict[str, Any]] = {status: {"model": Problem} for status in (401, 403, 422, 503)}
    for module in (
        *(session, answers, conversations, documents, revisions, learning),
        *(privacy, review, duplicates, uploads),
    ):
        app.include_router(module.router, prefix=PREFIX, responses=problems)
    app.include_router(health.router, prefix=PREFIX)
    app.include_router(health.router, include_in_schema=False)
    app.include_router(description.router)


def _allowed_hosts(settings: Settings) -> set[str]:
    further = {host.strip() for host in settings.allowed_hosts.split(",")} - {""}
    return {*LOOPBACK_NAMES, settings.api_host, *further}
