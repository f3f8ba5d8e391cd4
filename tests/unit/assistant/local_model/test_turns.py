import threading
from time import monotonic

import pytest

from assistant.local_model.turns import Turns

PATIENCE_SECONDS = 60


def wait_until_asked(turns: Turns, threads: int) -> None:
    """Return once so many threads have the turn or wait for it."""
    deadline = monotonic() + PATIENCE_SECONDS
    while len(turns._waiting) < threads:
        assert monotonic() < deadline


def test_turns_come_in_the_order_of_asking() -> None:
    turns, order = Turns(), []

    def take(name: int) -> None:
        with turns.mine():
            order.append(name)

    threads = [threading.Thread(target=take, args=(name,)) for name in range(6)]
    with turns.mine():
        for waiting, thread in enumerate(threads, 1):
            thread.start()
            wait_until_asked(turns, waiting + 1)
    for thread in threads:
        thread.join(PATIENCE_SECONDS)
    assert order == list(range(6))


def test_who_takes_turn_after_turn_lets_others_in_between() -> None:
    turns, order = Turns(), []

    def once() -> None:
        with turns.mine():
            order.append("other")

    other = threading.Thread(target=once)
    with turns.mine():
        other.start()
        wait_until_asked(turns, 2)
        order.append("one")
    with turns.mine():
        order.append("one again")
    other.join(PATIENCE_SECONDS)
    assert order == ["one", "other", "one again"]


def test_a_failure_ends_the_turn() -> None:
    turns = Turns()
    with pytest.raises(ValueError, match="x"), turns.mine():
        raise ValueError("x")
    with turns.mine():
        pass
