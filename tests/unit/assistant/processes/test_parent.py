"""A child does not outlive its parent, whenever that ends."""

import signal
import subprocess
import sys
import threading

import pytest

from assistant.processes.parent import child_setup

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a child is told of its parent's death only there")
PATIENCE_SECONDS = 60


def test_whose_parent_ended_before_the_program_starts_ends_too() -> None:
    code = """
import os
from assistant.processes.parent import child_setup
setup, parent = child_setup(), os.getpid()
if os.fork():
    os._exit(0)
while os.getppid() == parent:
    pass
setup()
print("still here", flush=True)
"""
    run = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, timeout=PATIENCE_SECONDS, check=True)
    assert run.stdout == b""  # until the child ends too: it holds the pipe


def test_a_parent_that_ends_just_before_the_program_starts_ends_it_whatever_the_parent_does_on_signals() -> None:
    setup = child_setup()
    assert setup is not None

    def told_before_the_start() -> None:
        setup()
        signal.raise_signal(signal.SIGTERM)

    before = signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        command = [sys.executable, "-c", "pass"]
        with subprocess.Popen(command, preexec_fn=told_before_the_start) as child:  # noqa: PLW1509 - as the product does
            assert child.wait(PATIENCE_SECONDS) == -signal.SIGTERM
    finally:
        signal.signal(signal.SIGTERM, before)


def test_a_child_of_any_thread_starts_and_ends_with_it() -> None:
    children: list[subprocess.Popen[bytes]] = []

    def start() -> None:
        code = "import time; print(flush=True); time.sleep(600)"
        child = subprocess.Popen(
            [sys.executable, "-c", code],
            stdout=subprocess.PIPE,
            preexec_fn=child_setup(),  # noqa: PLW1509 - as the product does
        )
        children.append(child)
        assert child.stdout is not None
        child.stdout.readline()

    thread = threading.Thread(target=start)
    thread.start()
    thread.join()
    with children[0] as child:
        try:
            assert child.wait(PATIENCE_SECONDS) == -signal.SIGTERM
        finally:
            child.kill()
