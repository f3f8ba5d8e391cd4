"""Measures the body of a request before and while it is read; both servers refuse what is too large."""

from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.types import Message, Receive


def tells_too_much(headers: Headers, largest: int) -> bool:
    """Tell whether the length that a request tells of its body is over `largest` bytes, or no length at all."""
    told = headers.get("content-length", "0")
    return not told.isascii() or not told.isdigit() or int(told[:20]) > largest


def counted(receive: Receive, largest: int, refusal: Callable[[], Exception]) -> Receive:
    """Return a receive that raises the refusal once more than `largest` bytes have come.

    It is raised where the body is read, so that the response is the usual one for this error.
    """
    read = 0

    async def counting_receive() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > largest:
            raise refusal()
        return message

    return counting_receive
