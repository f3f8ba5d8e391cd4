"""Has a model work in threads while the event loop listens whether the asker is still there."""

import asyncio
import contextlib
import threading
from collections.abc import AsyncGenerator, Coroutine, Iterator
from typing import Any, TypeVar

from starlette.requests import ClientDisconnect, Request

from assistant.local_model.local_model import Piece
from assistant.local_model.watch import Watch

Result = TypeVar("Result")
_END = StopAsyncIteration()


async def in_thread(pieces: Iterator[Piece], watch: Watch) -> AsyncGenerator[Piece]:
    """Yield what a blocking generator yields, and raise what it raises, watched; once this is left, it is closed.

    A piece that is being computed is still finished: nothing can interrupt it.
    """
    loop = asyncio.get_running_loop()
    arrived: asyncio.Queue[Piece | BaseException] = asyncio.Queue()
    left = threading.Event()

    def hand_over(item: Piece | BaseException) -> None:
        with contextlib.suppress(RuntimeError):  # the loop has ended, and nobody waits any more
            loop.call_soon_threadsafe(arrived.put_nowait, item)

    # A thread of its own, because an executor's are few, and would be waited for when the process ends.
    threading.Thread(target=_work, args=(pieces, watch, hand_over, left), name="writing", daemon=True).start()
    try:
        while (item := await arrived.get()) is not _END:
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        left.set()


def _work(pieces: Iterator[Piece], watch: Watch, hand_over: Any, left: threading.Event) -> None:
    try:
        with watch.over() as step_done:
            for piece in pieces:
                step_done()
                if left.is_set():
                    return
                hand_over(piece)
    except BaseException as error:  # noqa: BLE001 - handed over to the task that waits
        hand_over(error)
    else:
        hand_over(_END)
    finally:
        close = getattr(pieces, "close", None)
        if close is not None:
            close()


async def while_asked(request: Request, work: Coroutine[Any, Any, Result]) -> Result:
    """Return what the work returns, or cancel it and raise ClientDisconnect when the asker has left before.

    The request's body must have been read. The work has ended once this has; what it has in a thread may go on.
    """
    working, leaving = asyncio.ensure_future(work), asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            return working.result()
        raise ClientDisconnect
    finally:
        working.cancel()
        leaving.cancel()
        await asyncio.wait({working, leaving})


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
