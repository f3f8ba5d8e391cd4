import threading

import pytest

from assistant.local_model.turns import Turns


def test_turns_come_in_the_order_of_asking() -> None:
    turns, order = Turns(), []

    def take(name: int) -> None:
        with turns.mine():
            order.append(name)

    threads = [threading.Thread(target=take, args=(name,)) for name in range(6)]
    with turns.mine():
        for waiting, thread in enumerate(threads, 1):
            thread.start()
            while len(turns._waiting) <= waiting:
                pass
    for thread in threads:
        thread.join()
    assert order == list(range(6))


def test_who_takes_turn_after_turn_lets_others_in_between() -> None:
    turns, order = Turns(), []
    waits = threading.Event()

    def once() -> None:
        waits.set()
        with turns.mine():
            order.append("other")

    other = threading.Thread(target=once)
    with turns.mine():
        other.start()
        waits.wait()
        while len(turns._waiting) < 2:
            pass
        order.append("one")
    with turns.mine():
        order.append("one again")
    other.join()
    assert order == ["one", "other", "one again"]


def test_a_failure_ends_the_turn() -> None:
    turns = Turns()
    with pytest.raises(ValueError, match="x"), turns.mine():
        raise ValueError("x")
    with turns.mine():
        pass
