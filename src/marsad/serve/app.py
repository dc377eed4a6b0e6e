"""The application: routes over one archive, behind the guard."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

from marsad import __version__
from marsad.serve import about, decisions, documents, event, events, figures, network, pages, review, texts, trends
from marsad.serve.description import describe
from marsad.serve.guard import Guard
from marsad.serve.kept import KeptAnswers
from marsad.serve.problems import add_problem_handlers
from marsad.serve.settings import ServeSettings
from marsad.serve.state import ServerState
from marsad.store import Archive

__all__ = ["create_app"]

_THREADS = 4

_ABOUT = """
Events, official figures and findings of an archive, each value with the words that state it.

Lists are paged: pass `next` of a page as `after`. Answers carry an ETag. Every error has one shape
(`application/problem+json`). Writing needs the token that `marsad serve --token` prints, as `X-Marsad-Token: TOKEN` or
`Authorization: Bearer TOKEN`. Names of private persons are masked.
"""


def create_app(archive: Archive, token: str | None = None, *, settings: ServeSettings | None = None) -> FastAPI:
    """The ASGI application for an archive; read-only without a token. ``settings`` go before ``token``."""
    chosen = settings or ServeSettings(token=token)
    state = ServerState(archive, chosen)
    app = FastAPI(
        title="Marsad", version=__version__, description=_ABOUT, openapi_url="/api/openapi.json", docs_url=None,
        redoc_url=None, redirect_slashes=False, lifespan=lambda _app: _running(state),
    )  # fmt: skip
    app.state.marsad = state
    add_problem_handlers(app)
    for part in (about, events, event, documents, figures, trends, network, texts, decisions, review, pages):
        app.include_router(part.router)
    describe(app)
    app.add_middleware(KeptAnswers, state=state)
    app.add_middleware(Guard, settings=chosen)
    return app


@asynccontextmanager
async def _running(state: ServerState) -> AsyncIterator[None]:
    """Few threads: they share one interpreter, so that more only wait for each other, and each caches the file."""
    current_default_thread_limiter().total_tokens = _THREADS
    warming = asyncio.create_task(run_in_threadpool(state.warm))
    yield
    await warming
