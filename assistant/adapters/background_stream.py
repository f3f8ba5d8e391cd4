"""Turns an asynchronous stream into a plain iterator that ends in time and can be abandoned."""

import asyncio
import queue
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Generic, TypeVar

Item = TypeVar("Item")
_POLL_SECONDS = 0.2


class BackgroundStreams(Generic[Item]):
    """Runs streams on one event loop in a daemon thread, started with the first of them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None

    def iterate(
        self, source: Callable[[], AsyncIterator[Item]], seconds: float, left: threading.Event | None = None
    ) -> Iterator[Item]:
        """Yield the stream's items; raises TimeoutError when it has not ended after `seconds`.

        Closing the iterator cancels the stream at once, and so does setting `left` while an item is awaited; an error
        of the stream is raised here.
        """
        arrived: queue.SimpleQueue[tuple[Item | None, BaseException | None]] = queue.SimpleQueue()

        async def pump() -> None:
            try:
                async with asyncio.timeout(seconds):
                    async for item in source():
                        arrived.put((item, None))
            except BaseException as error:  # noqa: BLE001 - handed over to the thread that iterates
                arrived.put((None, error))
            else:
                arrived.put((None, StopAsyncIteration()))

        running = asyncio.run_coroutine_threadsafe(pump(), self._running_loop())
        try:
            while True:
                item, error = _next_of(arrived, left)
                if isinstance(error, StopAsyncIteration):
                    return
                if error is not None:
                    raise error
                yield item  # type: ignore[misc]  # without an error there is an item
        finally:
            running.cancel()

    def _running_loop(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                threading.Thread(target=self._loop.run_forever, name="chat-streams", daemon=True).start()
            return self._loop


def _next_of(
    arrived: "queue.SimpleQueue[tuple[Item | None, BaseException | None]]", left: threading.Event | None
) -> tuple[Item | None, BaseException | None]:
    """Wait for the next item; the end is returned once nobody waits for more."""
    while left is None or not left.is_set():
        try:
            return arrived.get(timeout=_POLL_SECONDS)
        except queue.Empty:
            continue
    return None, StopAsyncIteration()
